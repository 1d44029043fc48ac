// Slack's mrkdwn -> elements. Text only ever becomes text nodes, never markup. Markdown blocks live in markdown.js.
import { html } from "../vendor/preact-htm/preact-htm.js";
import { inside } from "../desk/route.js";
import { glyph } from "./emoji.js";
import { dateToken } from "./time.js";

const NUMBER = String.raw`(?<![\w$.:])(?:\$\d+(?:[.,]\d+)*|\d{1,2}:\d{2}(?::\d{2})*(?:\.\d+)?|\d{1,4}[A-Z]{1,2}|(?<=\btake )\d+|\d+(?:\.\d+)?(?= ?(?:s|mm|fps|kB|MB)\b))(?![$]|\d|[A-Z])`;
const INLINE = new RegExp(
  [
    "`([^`\\n]+)`", // 1 code
    "<([^<>\\n]+)>", // 2 link, mention, channel, date
    "(?<![\\w*])\\*(?=[^\\s*])([^*\\n]*?[^\\s*])\\*(?![\\w*])", // 3 bold
    "(?<![\\w_])_(?=[^\\s_])([^\\n]*?[^\\s_])_(?![\\w_])", // 4 italic
    "(?<![\\w~])~(?=[^\\s~])([^~\\n]*?[^\\s~])~(?![\\w~])", // 5 strike
    "(?<![\\w:]):([a-z0-9_+'-]+(?:::skin-tone-[2-6])?):", // 6 emoji
    "(https?:\\/\\/[^\\s<>]*[^\\s<>.,;:!?)\\]'\"])", // 7 bare address
    `(${NUMBER})`, // 8 numbers for the monospaced face
  ].join("|"),
  "gu",
);

/** Undo the escaping that Slack's text carries. */
export const unescape = (text) => text.replace(/&lt;/g, "<").replace(/&gt;/g, ">").replace(/&amp;/g, "&");

/** Only addresses that a browser may follow safely become links. */
export function safeAddress(address) {
  try {
    const parsed = new URL(address, location.origin);
    return ["http:", "https:", "mailto:"].includes(parsed.protocol) ? parsed : null;
  } catch (error) {
    if (error instanceof TypeError) return null;
    throw error;
  }
}

/** A link, in this tab where it leads into this workspace; plain words where the address is not safe. */
export function link(address, words) {
  const parsed = safeAddress(address);
  if (!parsed) return words;
  const hash = inside(parsed);
  if (hash) return html`<a href=${hash}>${words}</a>`;
  return html`<a href=${parsed.href} target="_blank" rel="noopener noreferrer">${words}</a>`;
}

export function person(desk, id) {
  const mine = id === desk.state.me?.id;
  return html`<span class=${mine ? "mention mine" : "mention"}>@${desk.nameOf(id)}</span>`;
}

export function channel(desk, id, words) {
  const known = desk.state.channels[id];
  const name = known?.name ?? words ?? "a private channel";
  return known ? html`<a class="mention" href=${`#/${id}`}>#${name}</a>` : html`<span class="mention">#${name}</span>`;
}

export function emoji(desk, name) {
  const char = glyph(desk.emoji, name);
  return char ? html`<span class="emoji" role="img" aria-label=${`:${name}:`} title=${`:${name}:`}>${char}</span>` : `:${name}:`;
}

function bracket(desk, inside) {
  const bar = inside.indexOf("|");
  const target = bar < 0 ? inside : inside.slice(0, bar);
  const words = bar < 0 ? null : unescape(inside.slice(bar + 1));
  if (/^@[UWB]/.test(target)) return person(desk, target.slice(1));
  if (/^#C/.test(target)) return channel(desk, target.slice(1), words);
  if (target.startsWith("!date^")) {
    const [, seconds, form] = target.split("^");
    return html`<time class="num">${dateToken(seconds, form)}</time>`;
  }
  if (target.startsWith("!")) return html`<span class="mention mine">@${words ?? target.slice(1).split("^")[0]}</span>`;
  return link(unescape(target), words ?? unescape(target));
}

/** One run of text without line structure. */
export function inline(text, desk) {
  const parts = [];
  let from = 0;
  for (const match of text.matchAll(INLINE)) {
    if (match.index > from) parts.push(unescape(text.slice(from, match.index)));
    parts.push(piece(match, desk));
    from = match.index + match[0].length;
  }
  if (from < text.length) parts.push(unescape(text.slice(from)));
  return parts;
}

function piece([all, code, target, bold, italic, strike, name, address, number], desk) {
  if (code !== undefined) return html`<code>${unescape(code)}</code>`;
  if (target !== undefined) return bracket(desk, target);
  if (bold !== undefined) return html`<strong>${inline(bold, desk)}</strong>`;
  if (italic !== undefined) return html`<em>${inline(italic, desk)}</em>`;
  if (strike !== undefined) return html`<s>${inline(strike, desk)}</s>`;
  if (name !== undefined) return emoji(desk, name);
  if (address !== undefined) return link(unescape(address), unescape(address));
  return html`<span class="num">${number ?? all}</span>`;
}

function lines(text, desk) {
  const out = [];
  let quote = [];
  const flush = () => {
    if (quote.length) out.push(html`<blockquote>${withBreaks(quote, desk)}</blockquote>`);
    quote = [];
  };
  let plain = [];
  const flushPlain = () => {
    if (plain.length) out.push(...withBreaks(plain, desk));
    plain = [];
  };
  for (const line of text.split("\n")) {
    const quoted = /^(?:&gt;|>) ?(.*)$/.exec(line);
    if (quoted) {
      flushPlain();
      quote.push(quoted[1]);
    } else {
      flush();
      plain.push(line);
    }
  }
  flush();
  flushPlain();
  return out;
}

function withBreaks(rows, desk) {
  return rows.flatMap((row, at) => (at ? [html`<br />`, ...inline(row, desk)] : inline(row, desk)));
}

/** A whole text: code fences, quotes, lines and inline marks. Answers elements and strings. */
export function mrkdwn(text, desk) {
  return (text ?? "").split(/```/).flatMap((part, at, all) => {
    const fenced = at % 2 === 1 && at < all.length - 1;
    if (fenced) return [html`<pre>${unescape(part.replace(/^\n|\n$/g, ""))}</pre>`];
    if (at % 2 === 1) return lines("```" + part, desk);
    const trimmed = part.replace(at > 0 ? /^\n/ : /^$/, "").replace(at < all.length - 2 ? /\n$/ : /$^/, "");
    return trimmed ? lines(trimmed, desk) : [];
  });
}

/** Words alone, for labels, notices and the live region. */
export function plain(text, desk) {
  return unescape(
    (text ?? "")
      .replace(/<@([A-Z0-9]+)(?:\|[^>]*)?>/g, (_, id) => `@${desk.nameOf(id)}`)
      .replace(/<[^|>]*\|([^>]*)>/g, "$1")
      .replace(/[<>]/g, ""),
  );
}

/** A text object of Block Kit: {type: "mrkdwn" | "plain_text", text}. */
export function textObject(object, desk) {
  if (!object) return null;
  if (object.type === "mrkdwn") return mrkdwn(object.text, desk);
  return object.emoji === false ? object.text : plainWithEmoji(object.text, desk);
}

/** Plain text knows emoji names and lines, nothing else. */
export function plainWithEmoji(text, desk) {
  return text
    .split(/(:[a-z0-9_+'-]+(?:::skin-tone-[2-6])?:)/)
    .map((part, at) => (at % 2 ? emoji(desk, part.slice(1, -1)) : part));
}
