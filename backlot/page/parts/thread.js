// The thread beside its channel.
import { html, useRef } from "../vendor/preact-htm/preact-htm.js";
import { closeThread } from "../desk/acts.js";
import { threadKey } from "../desk/talk.js";
import { Composer, dropZone } from "./composer.js";
import { useDesk } from "./desk_context.js";
import { Icon } from "./icons.js";
import { Messages } from "./messages.js";
import { Status } from "./status.js";

export function Thread({ channel, ts, lit }) {
  const desk = useDesk();
  const { threads, rooms } = desk.state;
  const parent = rooms[channel.id]?.messages.find((message) => message.ts === ts);
  const loaded = threads[threadKey(channel.id, ts)]?.messages;
  const messages = loaded?.length ? loaded : parent ? [parent] : [];
  const incoming = useRef(null);
  const name = channel.is_im ? desk.nameOf(channel.user) : `#${channel.name}`;
  const here = channel.is_member || channel.is_im;
  const close = () => closeThread(desk, channel.id);
  return html`<aside class="panel thread" aria-label="Thread" ...${here ? dropZone(incoming) : {}}>
    <header class="place-head">
      <button type="button" class="quiet icon-only narrow-only" aria-label="Back to the channel" onClick=${close}><${Icon}
        name="back" /></button>
      <h1>Thread</h1><p class="topic hush">${name}</p>
      <button type="button" class="quiet icon-only wide-only" aria-label="Close the thread" onClick=${close}><${Icon}
        name="close" /></button>
    </header>
    <${Messages} channel=${channel.id} messages=${messages} inThread lit=${lit} label="Messages in this thread"
      foot=${html`<${Status} channel=${channel.id} ts=${ts} />`} />
    ${here && html`<${Composer} key=${ts} channel=${channel.id} thread=${ts} placeholder="Reply" incoming=${incoming} />`}
  </aside>`;
}
