// A person as initials on a muted ground, the app as its slate.
import { html } from "../vendor/preact-htm/preact-htm.js";
import { Slate } from "./icons.js";
import { useDesk } from "./desk_context.js";

const GROUNDS = 9;

function initials(name) {
  const words = name.trim().split(/\s+/);
  return ((words[0]?.[0] ?? "") + (words.length > 1 ? words.at(-1)[0] : "")).toUpperCase();
}

/** Nine muted grounds, dealt out in the order of the session, so that the seeded crew never share one needlessly. */
function ground(desk, id) {
  const at = Object.keys(desk.state.people).indexOf(id);
  return `ground-${(at < 0 ? 0 : at) % GROUNDS}`;
}

export function Avatar({ id, small = false }) {
  const desk = useDesk();
  const size = small ? "avatar small" : "avatar";
  if (id === desk.state.session.bot.id) return html`<span class=${`${size} app`} aria-hidden="true"><${Slate} /></span>`;
  return html`<span class=${`${size} ${ground(desk, id)}`} aria-hidden="true">${initials(desk.nameOf(id))}</span>`;
}
