// Reactions under a message: how many, who, and this person's own on or off.
import { html } from "../vendor/preact-htm/preact-htm.js";
import { glyph } from "../text/emoji.js";
import { useDesk } from "./desk_context.js";
import { PickerButton } from "./picker.js";

/** "Mara Voss, Jonas Okafor and you" */
function who(desk, users) {
  const me = desk.state.me.id;
  const names = users.filter((id) => id !== me).map((id) => desk.nameOf(id));
  if (users.includes(me)) names.push("you");
  return names.length > 1 ? `${names.slice(0, -1).join(", ")} and ${names.at(-1)}` : names[0];
}

export function Reactions({ message, toggle }) {
  const desk = useDesk();
  const rows = message.reactions ?? [];
  if (!rows.length) return null;
  return html`<div class="reactions" role="group" aria-label="Reactions">
    ${rows.map((row) => {
      const mine = row.users.includes(desk.state.me.id);
      const names = who(desk, row.users);
      return html`<span class="reaction-anchor" key=${row.name}>
        <button type="button" class=${mine ? "reaction mine" : "reaction"} aria-pressed=${mine} data-emoji=${row.name}
          aria-label=${`:${row.name}: ${row.users.length}, ${names}`} onClick=${() => toggle(row.name)}>
          <span class="emoji" aria-hidden="true">${glyph(desk.emoji, row.name) ?? `:${row.name}:`}</span><span class="num">
            ${row.count ?? row.users.length}</span>
        </button>
        <span class="tip" role="tooltip">${names}<small>:${row.name}:</small></span>
      </span>`;
    })}
    <${PickerButton} choose=${toggle} className="reaction add" />
  </div>`;
}
