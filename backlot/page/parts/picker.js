// The emoji picker: search first, then what is reached for often, then every group.
import { html, useEffect, useRef, useState } from "../vendor/preact-htm/preact-htm.js";
import { OFTEN } from "../text/emoji.js";
import { useDesk } from "./desk_context.js";
import { Icon } from "./icons.js";
import { Popover } from "./popover.js";

const MOST = 120;
const ACROSS = 9;

function Rows({ rows, choose }) {
  return html`<div class="emoji-grid">
    ${rows.map((row) => html`<button type="button" class="emoji-cell" key=${row.names[0]} aria-label=${`:${row.names[0]}:`}
      title=${`:${row.names[0]}:`} onClick=${() => choose(row.names[0])}>${row.char}</button>`)}
  </div>`;
}

/** Arrow keys move over the grid, Enter in the search takes the first. */
function gridKeys(event) {
  const step = { ArrowRight: 1, ArrowLeft: -1, ArrowDown: ACROSS, ArrowUp: -ACROSS }[event.key];
  if (!step || (event.target.tagName === "INPUT" && event.key !== "ArrowDown")) return;
  const cells = [...event.currentTarget.querySelectorAll(".emoji-cell")];
  const at = cells.indexOf(document.activeElement);
  (at < 0 ? cells[0] : cells[at + step])?.focus();
  event.preventDefault();
}

export function Picker({ anchor, close, choose }) {
  const desk = useDesk();
  const [words, setWords] = useState("");
  const field = useRef(null);
  useEffect(() => field.current.focus(), []);
  const found = words.trim() ? desk.emoji.search(words).slice(0, MOST) : null;
  const keys = (event) => {
    if (event.key === "Enter" && event.target === field.current && found?.length) {
      event.preventDefault();
      choose(found[0].names[0]);
    }
    gridKeys(event);
  };
  const often = OFTEN.map((name) => desk.emoji.find(name)).filter(Boolean);
  return html`<${Popover} anchor=${anchor} close=${close} label="Choose an emoji" wide>
    <div class="picker" onKeyDown=${keys}>
      <input ref=${field} data-first type="search" placeholder="Search, e.g. fire" aria-label="Search emoji" value=${words}
        onInput=${(event) => setWords(event.target.value)} />
      <div class="picker-rows" role="group" aria-label="Emoji">
        ${found && !found.length && html`<p class="hush">No emoji with that name.</p>`}
        ${found ? html`<${Rows} rows=${found} choose=${choose} />` : html`<h3>Often on set</h3><${Rows} rows=${often}
          choose=${choose} />`}
        ${!found && desk.emoji.groups.map((group) => html`<h3>${group.name}</h3><${Rows} rows=${group.rows} choose=${choose} />`)}
      </div>
    </div>
  <//>`;
}

/** A button that opens the picker. */
export function PickerButton({ choose, label = "Add a reaction", className = "quiet icon-only" }) {
  const [open, setOpen] = useState(false);
  const anchor = useRef(null);
  const close = (back) => {
    setOpen(false);
    if (back) anchor.current?.focus();
  };
  return html`<span class="menu-anchor">
    <button ref=${anchor} type="button" class=${className} aria-label=${label} title=${label} aria-expanded=${open}
      onClick=${() => setOpen(!open)}><${Icon} name="smile" /></button>
    ${
      open &&
      html`<${Picker} anchor=${anchor} close=${close} choose=${(name) => {
        close(true);
        choose(name);
      }} />`
    }
  </span>`;
}
