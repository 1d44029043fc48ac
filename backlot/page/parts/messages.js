// A list of messages with its days, kept at the newest end while the person is there.
import { html, useLayoutEffect, useRef, useState } from "../vendor/preact-htm/preact-htm.js";
import { dayKey, dayOf } from "../text/time.js";
import { Message } from "./message.js";

const TOGETHER = 300;
const NEAR_END = 80;

/** Follows shortly after the same author, so it needs no name of its own. */
function goesOn(before, message) {
  if (!before || before.user !== message.user || before.subtype === "channel_join" || message.username !== before.username)
    return false;
  if (message.ephemeral || before.ephemeral || before.reply_count || dayKey(before.ts) !== dayKey(message.ts)) return false;
  return Number(message.ts) - Number(before.ts) < TOGETHER;
}

/** `unread` is {after, until}: a "New" rule stands above the first message of others between these; `older` loads what came before, where there is more. */
export function Messages({ channel, messages, inThread = false, lit, unread, older, foot, label }) {
  const list = useRef(null);
  const stuck = useRef(true);
  const tail = useRef(null);
  const [waiting, setWaiting] = useState(false);
  const newest = messages.at(-1)?.ts;

  const toEnd = () => {
    if (stuck.current) list.current.scrollTop = list.current.scrollHeight;
  };
  useLayoutEffect(() => {
    stuck.current = !lit;
    toEnd();
    setWaiting(false);
  }, [channel, lit]);
  useLayoutEffect(() => {
    toEnd();
    if (!stuck.current && newest && newest !== tail.current && tail.current) setWaiting(true);
    tail.current = newest;
  }, [newest]);
  useLayoutEffect(() => {
    const watcher = new ResizeObserver(toEnd);
    watcher.observe(list.current.firstElementChild);
    watcher.observe(list.current);
    return () => watcher.disconnect();
  }, []);

  const scrolled = ({ target }) => {
    stuck.current = target.scrollHeight - target.scrollTop - target.clientHeight < NEAR_END;
    if (stuck.current) setWaiting(false);
    if (older && target.scrollTop < NEAR_END) keepPlace(target, older);
  };
  const jump = () => {
    stuck.current = true;
    toEnd();
    setWaiting(false);
  };
  return html`<div class="list-frame">
    <div class="list" ref=${list} onScroll=${scrolled} tabindex="-1" role="feed" aria-label=${label} onKeyDown=${walkMessages}>
      <div class="list-inner">${rows({ channel, messages, inThread, lit, fresh: unread && firstOf(messages, unread) })}${foot}
        </div>
    </div>
    ${waiting && html`<button type="button" class="jump" onClick=${jump}>New messages</button>`}
  </div>`;
}

/** After older messages came in above, the same message stays under the eye. */
async function keepPlace(target, older) {
  if (target.dataset.loading) return;
  target.dataset.loading = "1";
  const fromEnd = target.scrollHeight - target.scrollTop;
  await older();
  requestAnimationFrame(() => {
    target.scrollTop = target.scrollHeight - fromEnd;
    delete target.dataset.loading;
  });
}

function walkMessages(event) {
  if (!event.target.matches(".message") || !["ArrowUp", "ArrowDown"].includes(event.key)) return;
  const all = [...event.currentTarget.querySelectorAll(".message")];
  all[all.indexOf(event.target) + (event.key === "ArrowUp" ? -1 : 1)]?.focus();
  event.preventDefault();
}

/** The ts of the first message that somebody else wrote in a span of time. */
const firstOf = (messages, { after, until, me }) =>
  messages.find(({ ts, user }) => user !== me && Number(ts) > Number(after) && Number(ts) < until)?.ts;

function rows({ channel, messages, inThread, lit, fresh }) {
  return messages.flatMap((message, at) => {
    const before = messages[at - 1];
    const out = [];
    if (!before || dayKey(before.ts) !== dayKey(message.ts))
      out.push(html`<h3 class="day" key=${`day-${message.ts}`}><span>${dayOf(message.ts)}</span></h3>`);
    if (fresh === message.ts && at > 0) out.push(html`<p class="new-rule" key="new"><span>New</span></p>`);
    const compact = goesOn(before, message) && !out.length && !(inThread && at === 1);
    out.push(
      html`<${Message} key=${message.ts} channel=${channel} message=${message} compact=${compact} inThread=${inThread}
        lit=${lit === message.ts} />`,
    );
    if (inThread && at === 0)
      out.push(
        html`<p class="replies-rule" key="replies"><span><b class="num">${messages.length - 1}
          </b> ${messages.length === 2 ? "reply" : "replies"}</span></p>`,
      );
    return out;
  });
}
