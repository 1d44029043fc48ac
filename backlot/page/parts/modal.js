// Modals that the app opened for this person. The newest of the stack is shown, those under it keep what was typed.
import { html, useEffect, useMemo, useRef, useState } from "../vendor/preact-htm/preact-htm.js";
import { closeView, press, submit } from "../desk/acts.js";
import { textObject } from "../text/mrkdwn.js";
import { Blocks } from "./blocks.js";
import { useDesk, useTry } from "./desk_context.js";
import { firstState } from "./elements.js";
import { Icon } from "./icons.js";

/** The first field that was refused; of a list its summary. */
const REFUSED = ".refused :is(input, textarea, select, summary)";

/** A required field that was left empty, told before the app is asked. */
function missing(view, values) {
  const errors = {};
  for (const block of view.blocks) {
    if (block.type !== "input" || block.optional) continue;
    const { type, ...held } = values[block.block_id]?.[block.element.action_id] ?? {};
    const value = Object.values(held)[0];
    if (value === null || value === undefined || (Array.isArray(value) && !value.length))
      errors[block.block_id] = "This is needed.";
  }
  return errors;
}

/** What was typed is kept when the app redraws the view; then what the workspace kept; then what the app gives. */
function useValues(view) {
  const first = useMemo(() => firstState(view.blocks), [view]);
  const [typed, setTyped] = useState({});
  const values = {};
  for (const [block, entries] of Object.entries(first)) {
    values[block] = {};
    for (const [action, entry] of Object.entries(entries))
      values[block][action] = typed[block]?.[action] ?? view.state?.values?.[block]?.[action] ?? entry;
  }
  const keep = (block, element, entry) =>
    setTyped((before) => ({ ...before, [block.block_id]: { ...before[block.block_id], [element.action_id]: entry } }));
  return [values, keep];
}

function View({ view, under }) {
  const desk = useDesk();
  const frame = useRef(null);
  const [values, keep] = useValues(view);
  const [errors, setErrors] = useState(view.errors ?? {});
  const [busy, refused, attempt] = useTry();
  useEffect(() => {
    frame.current.showModal();
    frame.current.querySelector("[aria-invalid], .block input, .block textarea, .block select")?.focus();
  }, []);
  useEffect(() => {
    frame.current.querySelector(REFUSED)?.focus();
  }, [errors]);
  const host = {
    id: view.id,
    values,
    errors,
    keep,
    act: (block, element, chosen) => attempt(() => press(desk, { view_id: view.id }, block, element, chosen)),
  };
  const close = () => attempt(() => closeView(desk, view));
  const send = async (event) => {
    event.preventDefault();
    const empty = missing(view, values);
    setErrors(empty);
    if (Object.keys(empty).length) return;
    await attempt(async () => setErrors((await submit(desk, view, values)) ?? {}));
  };
  return html`<dialog ref=${frame} class=${under ? "modal under" : "modal"} aria-labelledby=${`title-${view.id}`} onCancel=${(
    event,
  ) => {
    event.preventDefault();
    close();
  }}>
    <form onSubmit=${send} novalidate>
      <header><h2 id=${`title-${view.id}`}>${textObject(view.title, desk)}</h2><button type="button" class="quiet icon-only"
        aria-label="Close" onClick=${close}><${Icon} name="close" /></button></header>
      <div class="modal-body blocks"><${Blocks} blocks=${view.blocks} host=${host} /></div>
      ${refused && html`<p class="refusal" role="alert">${refused}</p>`}
      <footer>
        <button type="button" onClick=${close}>${view.close?.text ?? "Close"}</button>
        ${view.submit && html`<button type="submit" class="primary" disabled=${busy} aria-busy=${busy}>${view.submit.text}
          </button>`}
      </footer>
    </form>
  </dialog>`;
}

export function Modals() {
  const { modals } = useDesk().state;
  return modals.map((view, at) => html`<${View} key=${view.id} view=${view} under=${at < modals.length - 1} />`);
}
