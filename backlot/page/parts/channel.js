// One channel or direct conversation: its head, its messages, its composer.
import { html, useRef, useState } from "../vendor/preact-htm/preact-htm.js";
import { join } from "../desk/acts.js";
import { isReply } from "../desk/talk.js";
import { Composer, dropZone } from "./composer.js";
import { useDesk, useTry } from "./desk_context.js";
import { Icon } from "./icons.js";
import { Members } from "./members.js";
import { Messages } from "./messages.js";
import { ChannelStatuses } from "./status.js";

function Head({ channel, openMenu }) {
  const desk = useDesk();
  const words = channel.topic?.value || channel.purpose?.value;
  return html`<header class="place-head">
    <button type="button" class="quiet icon-only narrow-only" aria-label="Show the channels" onClick=${openMenu}><${Icon}
      name="menu" /></button>
    <h1>${channel.is_im ? desk.nameOf(channel.user) : html`<span class="hash">#</span>${channel.name}`}</h1>
    ${words && html`<p class="topic hush">${words}</p>`}
    ${channel.is_im ? html`<nav class="tabs"><a href="#/home">Home</a><a href=${`#/${channel.id}`}
      aria-current="page">Messages</a></nav>` : html`<${Members} channel=${channel} />`}
  </header>`;
}

function Join({ channel }) {
  const desk = useDesk();
  const [busy, refused, attempt] = useTry();
  return html`<div class="join">
    <p>You are looking at <strong>#${channel.name}</strong> from outside.</p>
    <button type="button" class="primary" disabled=${busy} onClick=${() => attempt(() => join(desk, channel.id))}>Join</button>
    ${refused && html`<p class="refusal" role="alert">${refused}</p>`}
  </div>`;
}

function Beginning({ channel }) {
  const desk = useDesk();
  return html`<div class="beginning">
    <h2>${channel.is_im ? desk.nameOf(channel.user) : `#${channel.name}`}</h2>
    <p class="hush">
      ${channel.is_im ? "What you write here, only the two of you see." : `The first words in #${channel.name} are yours.`}</p>
  </div>`;
}

export function Channel({ channel, openMenu }) {
  const desk = useDesk();
  const { rooms, route } = desk.state;
  const room = rooms[channel.id];
  const incoming = useRef(null);
  const [unread] = useState(() => {
    const after = desk.state.lastSeen[channel.id];
    return after && { after, until: Date.now() / 1000, me: desk.state.me.id };
  });
  const lit = route.ts && !route.thread ? route.ts : null;
  const messages = room?.messages.filter((message) => !isReply(message)) ?? [];
  const here = channel.is_member || channel.is_im;
  const name = channel.is_im ? desk.nameOf(channel.user) : `#${channel.name}`;
  return html`<section class="panel" aria-label=${name} ...${here ? dropZone(incoming) : {}}>
    <${Head} channel=${channel} openMenu=${openMenu} />
    ${room && !room.loading && !messages.length && html`<${Beginning} channel=${channel} />`}
    <${Messages} channel=${channel.id} messages=${messages} lit=${lit} unread=${unread}
      older=${room?.more ? () => desk.quietly(() => desk.loadOlder(channel.id)) : null}
      label=${`Messages in ${name}`} foot=${html`<${ChannelStatuses} channel=${channel.id} />`} />
    ${here ? html`<${Composer} key=${channel.id} channel=${channel.id} placeholder=${`Message ${name}`}
      incoming=${incoming} />` : html`<${Join} channel=${channel} />`}
  </section>`;
}
