// Who is in a channel, and bringing somebody in.
import { html, useRef, useState } from "../vendor/preact-htm/preact-htm.js";
import { invite } from "../desk/acts.js";
import { Avatar } from "./avatar.js";
import { useDesk, useTry } from "./desk_context.js";
import { Icon } from "./icons.js";
import { Popover } from "./popover.js";

function List({ channel }) {
  const desk = useDesk();
  const { members, people, session } = desk.state;
  const [busy, refused, attempt] = useTry();
  const inside = members[channel.id] ?? [];
  const outside = Object.keys(people).filter((id) => !inside.includes(id));
  const row = (id, extra) =>
    html`<li key=${id}><${Avatar} id=${id} small /><span>${desk.nameOf(id)}
      ${id === session.bot.id && html` <span class="tag">app</span>`}</span>${extra}</li>`;
  const bring = (id) =>
    html`<button type="button" class="small" disabled=${busy} aria-label=${`Add ${desk.nameOf(id)}`}
      onClick=${() => attempt(() => invite(desk, channel.id, id))}>Add</button>`;
  return html`<div class="members">
    <h3>In #${channel.name}</h3><ul>${inside.map((id) => row(id))}</ul>
    ${channel.is_member && outside.length > 0 && html`<h3>Not here</h3><ul>${outside.map((id) => row(id, bring(id)))}</ul>`}
    ${refused && html`<p class="refusal" role="alert">${refused}</p>`}
  </div>`;
}

export function Members({ channel }) {
  const desk = useDesk();
  const [open, setOpen] = useState(false);
  const anchor = useRef(null);
  const close = (back) => {
    setOpen(false);
    if (back) anchor.current?.focus();
  };
  const toggle = () => {
    if (!open) desk.quietly(() => desk.loadMembers(channel.id));
    setOpen(!open);
  };
  return html`<span class="menu-anchor head-end">
    <button ref=${anchor} type="button" class="quiet" aria-expanded=${open} onClick=${toggle}><${Icon} name="people" /><span
      class="wide-only">People</span><span class="unseen"> in this channel</span></button>
    ${open && html`<${Popover} anchor=${anchor} close=${close} label="People in this channel" wide><${List} channel=${channel} />
      <//>`}
  </span>`;
}
