// Small questions of the page itself: confirm, and name a new channel.
import { html, useEffect, useRef, useState } from "../vendor/preact-htm/preact-htm.js";
import { createChannel } from "../desk/acts.js";
import { useDesk, useTry } from "./desk_context.js";

/** A native dialog, so focus stays inside and Escape closes it. */
function Sheet({ title, close, children }) {
  const frame = useRef(null);
  useEffect(() => {
    const before = document.activeElement;
    frame.current.showModal();
    return () => before?.isConnected && before.focus();
  }, []);
  return html`<dialog ref=${frame} class="sheet" aria-label=${title} onCancel=${(event) => {
    event.preventDefault();
    close();
  }}>
    <h2>${title}</h2>
    ${children}
  </dialog>`;
}

export function Question() {
  const { asking } = useDesk().state;
  if (!asking) return null;
  const { title, body, yes, no, danger, done } = asking;
  return html`<${Sheet} key=${title} title=${title} close=${() => done(false)}>
    <div class="sheet-body">${body}</div>
    <footer>
      <button type="button" onClick=${() => done(false)}>${no}</button>
      <button type="button" class=${danger ? "danger solid" : "primary"} autofocus onClick=${() => done(true)}>${yes}</button>
    </footer>
  <//>`;
}

export function NewChannel({ close }) {
  const desk = useDesk();
  const [name, setName] = useState("");
  const [busy, refused, attempt] = useTry();
  const tidy = name.trim().replace(/^#/, "").toLowerCase().replace(/\s+/g, "-");
  const create = async (event) => {
    event.preventDefault();
    if (tidy && (await attempt(() => createChannel(desk, tidy)))) close();
  };
  return html`<${Sheet} title="New channel" close=${close}>
    <form onSubmit=${create}>
      <label for="channel-name">Name</label>
      <input id="channel-name" autofocus type="text" maxlength="80" placeholder="scene-15" autocomplete="off" value=${name}
        onInput=${(event) => setName(event.target.value)} />
      ${refused && html`<p class="refusal" role="alert">${refused}</p>`}
      <footer><button type="button" onClick=${close}>Cancel</button><button type="submit" class="primary"
        disabled=${busy || !tidy}>Create</button></footer>
    </form>
  <//>`;
}
