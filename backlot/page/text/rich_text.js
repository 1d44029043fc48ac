// `rich_text` blocks -> elements. Their leaves are plain strings with a style, so nothing is parsed here.
import { html } from "../vendor/preact-htm/preact-htm.js";
import { channel, emoji, link, person } from "./mrkdwn.js";
import { dateToken } from "./time.js";

const LEAVES = {
  text: (leaf) => leaf.text,
  emoji: (leaf, desk) => emoji(desk, leaf.skin_tone ? `${leaf.name}::skin-tone-${leaf.skin_tone}` : leaf.name),
  user: (leaf, desk) => person(desk, leaf.user_id),
  channel: (leaf, desk) => channel(desk, leaf.channel_id),
  link: (leaf) => link(leaf.url, leaf.text ?? leaf.url),
  broadcast: (leaf) => html`<span class="mention mine">@${leaf.range}</span>`,
  date: (leaf) => html`<time class="num">${dateToken(leaf.timestamp, leaf.format ?? "{date} {time}")}</time>`,
  color: (leaf) => html`<code>${leaf.value}</code>`,
};

function leaf(item, desk) {
  let drawn = LEAVES[item.type]?.(item, desk) ?? "";
  const style = item.style ?? {};
  if (style.code) drawn = html`<code>${drawn}</code>`;
  if (style.bold) drawn = html`<strong>${drawn}</strong>`;
  if (style.italic) drawn = html`<em>${drawn}</em>`;
  if (style.strike) drawn = html`<s>${drawn}</s>`;
  return drawn;
}

const leaves = (part, desk) => part.elements.map((item) => leaf(item, desk));

const PARTS = {
  rich_text_section: (part, desk) => html`<p class="pre-line">${leaves(part, desk)}</p>`,
  rich_text_preformatted: (part, desk) => html`<pre>${leaves(part, desk)}</pre>`,
  rich_text_quote: (part, desk) => html`<blockquote class="pre-line">${leaves(part, desk)}</blockquote>`,
  rich_text_list: (part, desk) => {
    const rows = part.elements.map((row) => html`<li>${leaves(row, desk)}</li>`);
    const depth = `indent-${Math.min(part.indent ?? 0, 4)}`;
    return part.style === "ordered"
      ? html`<ol class=${depth} start=${(part.offset ?? 0) + 1}>${rows}</ol>`
      : html`<ul class=${depth}>${rows}</ul>`;
  },
};

/** The whole block. */
export const richText = (block, desk) =>
  html`<div class="md">${block.elements.map((part) => PARTS[part.type]?.(part, desk))}</div>`;
