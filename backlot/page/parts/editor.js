// Editing one's own message where it stands.
import { html, useEffect, useRef, useState } from "../vendor/preact-htm/preact-htm.js";
import { edit } from "../desk/acts.js";
import { toTyped } from "../text/typed.js";
import { useDesk, useTry } from "./desk_context.js";

export function Editor({ channel, message, done }) {
  const desk = useDesk();
  const [typed, setTyped] = useState(() => toTyped(message.text, desk));
  const [busy, refused, attempt] = useTry();
  const field = useRef(null);
  useEffect(() => {
    field.current.focus();
    field.current.setSelectionRange(typed.length, typed.length);
  }, []);
  const save = async (event) => {
    event?.preventDefault();
    if (await attempt(() => edit(desk, channel, message.ts, typed))) done();
  };
  const keys = (event) => {
    if (event.key === "Escape") {
      event.stopPropagation();
      done();
    }
    if (event.key === "Enter" && !event.shiftKey && !event.isComposing) save(event);
  };
  return html`<form class="editor" onSubmit=${save}>
    <textarea ref=${field} aria-label="Edit your message" rows=${Math.min(typed.split("\n").length, 12)} value=${typed}
      onInput=${(event) => setTyped(event.target.value)} onKeyDown=${keys}></textarea>
    <div class="row">
      <button type="submit" class="primary small" disabled=${busy}>Save</button><button type="button" class="small"
        onClick=${done}>Cancel</button>
      ${refused && html`<span class="refusal" role="alert">${refused}</span>`}
    </div>
  </form>`;
}
