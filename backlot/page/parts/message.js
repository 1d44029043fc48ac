// One message: who, when, words, blocks, files, reactions, its thread, and what may be done with it.
import { Component, html, useLayoutEffect, useRef, useState } from "../vendor/preact-htm/preact-htm.js";
import { ask, openThread, react, remove, shortcut } from "../desk/acts.js";
import { permalink } from "../desk/route.js";
import { mrkdwn } from "../text/mrkdwn.js";
import { clockOf, shortOf, wholeOf } from "../text/time.js";
import { Avatar } from "./avatar.js";
import { MessageBlocks } from "./blocks.js";
import { useDesk, useTry } from "./desk_context.js";
import { Editor } from "./editor.js";
import { Files } from "./files.js";
import { Icon } from "./icons.js";
import { PickerButton } from "./picker.js";
import { MenuButton } from "./popover.js";
import { Reactions } from "./reactions.js";

const QUICK = ["o", "fire", "+1"];
const EVENTS = ["channel_join", "channel_leave", "channel_name", "channel_topic", "channel_purpose"];

/** What stands in for words: blocks where there are some, else the text. */
function Words({ channel, message }) {
  const desk = useDesk();
  if (message.blocks?.length && !onlyRichText(message)) return html`<${MessageBlocks} channel=${channel} message=${message} />`;
  return message.text
    ? html`<div class="words">${mrkdwn(message.text, desk)}${message.edited && html` <small class="edited">(edited)</small>`}
      </div>`
    : null;
}

/** A person's client may send its words twice, as text and as rich_text; the text is enough. */
const onlyRichText = (message) => !message.bot_id && message.text && message.blocks.every((block) => block.type === "rich_text");

function Tools({ channel, message, inThread, startEdit, attempt }) {
  const desk = useDesk();
  const mine = message.user === desk.state.me.id;
  const shortcuts = desk.state.session.shortcuts ?? [];
  const items = [
    ...shortcuts.map((row) => ({ key: `app:${row.callback_id}`, words: row.name ?? row.title, note: "Dailies", icon: "clip" })),
    ...(shortcuts.length ? [null] : []),
    { key: "link", words: "Copy link", icon: "link" },
    ...(mine
      ? [
          { key: "edit", words: "Edit", icon: "pencil" },
          { key: "remove", words: "Delete", icon: "bin", danger: true },
        ]
      : []),
  ];
  const pick = async (key) => {
    if (key === "link") await attempt(() => navigator.clipboard.writeText(permalink(channel, message)));
    else if (key === "edit") startEdit();
    else if (key === "remove") await removeAfterAsking(desk, channel, message, attempt);
    else await attempt(() => shortcut(desk, channel, message.ts, key.slice(4)));
  };
  const toggle = (name) => attempt(() => react(desk, channel, message, name));
  return html`<div class="tools" role="toolbar" aria-label="What to do with this message">
    ${QUICK.map((name) => html`<button type="button" class="quiet icon-only wide-only" aria-label=${`React with :${name}:`}
      title=${`:${name}:`} onClick=${() => toggle(name)}>${desk.emoji.find(name).char}</button>`)}
    <${PickerButton} choose=${toggle} />
    ${!inThread && html`<button type="button" class="quiet icon-only" aria-label="Reply in thread" title="Reply in thread"
      onClick=${() => openThread(desk, channel, message.thread_ts ?? message.ts)}><${Icon} name="reply" /></button>`}
    <${MenuButton} label="More actions" items=${items} pick=${pick} />
  </div>`;
}

async function removeAfterAsking(desk, channel, message, attempt) {
  const body = html`<div class="quoted">${mrkdwn(message.text, desk)}</div>`;
  if (await ask(desk, { title: "Delete this message?", body, yes: "Delete", no: "Keep", danger: true }))
    await attempt(() => remove(desk, channel, message.ts));
}

function ThreadLine({ channel, message }) {
  const desk = useDesk();
  const count = message.reply_count;
  return html`<button type="button" class="thread-line" onClick=${() => openThread(desk, channel, message.ts)}>
    <span class="faces">${(message.reply_users ?? []).slice(0, 4).map((id) => html`<${Avatar} key=${id} id=${id} small />`)}</span>
    <span><span class="num">${count}</span> ${count === 1 ? "reply" : "replies"}</span>
    ${message.latest_reply && html`<time class="hush num">${shortOf(message.latest_reply)}</time>`}
  </button>`;
}

function Body({ channel, message, compact, inThread, lit }) {
  const desk = useDesk();
  const [editing, setEditing] = useState(false);
  const [busy, refused, attempt] = useTry();
  const row = useRef(null);
  useLayoutEffect(() => {
    if (lit) row.current.scrollIntoView({ block: "center" });
  }, [lit]);
  if (EVENTS.includes(message.subtype))
    return html`<p class="event" ref=${row}>${mrkdwn(message.text, desk)} <time class="num">${clockOf(message.ts)}</time></p>`;
  if (message.subtype === "tombstone")
    return html`<div class="event" ref=${row}>${message.text}
      ${!inThread && message.reply_count > 0 && html`<${ThreadLine} channel=${channel} message=${message} />`}</div>`;
  const name = message.username ?? desk.nameOf(message.user);
  const classes = ["message", compact && "compact", lit && "lit", message.ephemeral && "ephemeral", busy && "busy"]
    .filter(Boolean)
    .join(" ");
  const toggle = (emoji) => attempt(() => react(desk, channel, message, emoji));
  return html`<article ref=${row} class=${classes} tabindex="0" data-ts=${message.ts}
    aria-label=${`${name}, ${clockOf(message.ts)}`}>
    <div class="margin">${compact ? html`<time class="num" title=${wholeOf(message.ts)}>${clockOf(message.ts)}
      </time>` : html`<${Avatar} id=${message.user} />`}</div>
    <div class="body">
      ${message.ephemeral && html`<p class="only-you">Only visible to you</p>`}
      ${
        !compact &&
        html`<header><strong class="author">${name}</strong>${message.bot_id && html`<span class="tag">app</span>`}
        <time class="num" title=${wholeOf(message.ts)}>${clockOf(message.ts)}</time></header>`
      }
      ${editing ? html`<${Editor} channel=${channel} message=${message} done=${() => setEditing(false)} />` : html`<${Words}
        channel=${channel} message=${message} />`}
      ${message.files?.length ? html`<${Files} files=${message.files} />` : null}
      <${Reactions} message=${message} toggle=${toggle} />
      ${refused && html`<p class="refusal" role="alert">${refused}</p>`}
      ${!inThread && message.reply_count > 0 && html`<${ThreadLine} channel=${channel} message=${message} />`}
    </div>
    ${!message.ephemeral && !editing && html`<${Tools} channel=${channel} message=${message} inThread=${inThread}
      startEdit=${() => setEditing(true)} attempt=${attempt} />`}
  </article>`;
}

/** Drawn again only when its message or its place in the list changed. */
export class Message extends Component {
  shouldComponentUpdate(next) {
    return ["channel", "message", "compact", "inThread", "lit"].some((name) => this.props[name] !== next[name]);
  }

  render(props) {
    return html`<${Body} ...${props} />`;
  }
}
