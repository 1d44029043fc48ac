// The `markdown` block (CommonMark's everyday part) -> elements. Slack's own mrkdwn lives in mrkdwn.js.
import { html } from "../vendor/preact-htm/preact-htm.js";
import { emoji, link, unescape } from "./mrkdwn.js";

const INLINE =
  /\\([!-/:-@[-`{-~])|`([^`\n]+)`|\[((?:\\.|[^\]\\\n])+)\]\(([^)\s]+)\)|\*\*([^\n]+?)\*\*|__([^\n]+?)__|(?<![\w*])\*([^*\s](?:[^*\n]*[^*\s])?)\*|(?<!\w)_([^_\s](?:[^_\n]*[^_\s])?)_(?!\w)|~~([^\n]+?)~~|(?<![\w:]):([a-z0-9_+'-]+):/g;

function inline(text, desk) {
  const parts = [];
  let from = 0;
  for (const match of text.matchAll(INLINE)) {
    if (match.index > from) parts.push(unescape(text.slice(from, match.index)));
    const [, escaped, code, words, address, strong, under, star, line, strike, name] = match;
    if (escaped) parts.push(escaped);
    else if (code) parts.push(html`<code>${code}</code>`);
    else if (words) parts.push(link(address, plain(words)));
    else if (strong || under) parts.push(html`<strong>${inline(strong ?? under, desk)}</strong>`);
    else if (star || line) parts.push(html`<em>${inline(star ?? line, desk)}</em>`);
    else if (strike) parts.push(html`<s>${inline(strike, desk)}</s>`);
    else parts.push(emoji(desk, name));
    from = match.index + match[0].length;
  }
  if (from < text.length) parts.push(unescape(text.slice(from)));
  return parts;
}

/** Words without their escapes: what is left to read. */
const plain = (words) => unescape(words.replace(/\\([!-/:-@[-`{-~])/g, "$1"));

const RULES = [
  { test: /^(#{1,6})\s+(.*)$/, kind: "heading" },
  { test: /^\s*(?:[-*_]\s*){3,}$/, kind: "rule" },
  { test: /^>\s?(.*)$/, kind: "quote" },
  { test: /^\s*[-*+]\s+(.*)$/, kind: "bullet" },
  { test: /^\s*\d+[.)]\s+(.*)$/, kind: "count" },
  { test: /^\s*\|(.*)\|\s*$/, kind: "table" },
];

function sort(line) {
  for (const { test, kind } of RULES) {
    const match = test.exec(line);
    if (match) return { kind, match };
  }
  return { kind: line.trim() ? "text" : "gap", match: [line, line] };
}

/** Lines of one kind that follow each other, as [{kind, rows}]. Fences keep their lines as they are. */
function runs(text) {
  const out = [];
  let fence = null;
  for (const line of text.split("\n")) {
    if (/^\s*```/.test(line)) {
      if (fence) out.push({ kind: "fence", rows: fence });
      fence = fence ? null : [];
      continue;
    }
    if (fence) {
      fence.push(line);
      continue;
    }
    const { kind, match } = sort(line);
    const last = out.at(-1);
    if (last?.kind === kind && kind !== "heading" && kind !== "rule") last.rows.push(match);
    else out.push({ kind, rows: [match] });
  }
  if (fence) out.push({ kind: "fence", rows: fence });
  return out;
}

function table(rows, desk) {
  const cells = rows.map(([, row]) => row.split("|").map((cell) => cell.trim()));
  const ruled = cells[1]?.every((cell) => /^:?-+:?$/.test(cell));
  const body = ruled ? cells.slice(2) : cells;
  return html`<div class="scroll-x"><table>
    ${ruled && html`<thead><tr>${cells[0].map((cell) => html`<th>${inline(cell, desk)}</th>`)}</tr></thead>`}
    <tbody>${body.map((row) => html`<tr>${row.map((cell) => html`<td>${inline(cell, desk)}</td>`)}</tr>`)}</tbody>
  </table></div>`;
}

const DRAW = {
  heading: ([[, marks, words]], desk) =>
    html`<p class=${`md-heading md-${Math.min(marks.length, 3)}`}>${inline(words, desk)}</p>`,
  rule: () => html`<hr />`,
  quote: (rows, desk) =>
    html`<blockquote>${rows.map(([, row], at) => [at ? html`<br />` : null, inline(row, desk)])}</blockquote>`,
  bullet: (rows, desk) => html`<ul>${rows.map(([, row]) => html`<li>${inline(row, desk)}</li>`)}</ul>`,
  count: (rows, desk) => html`<ol>${rows.map(([, row]) => html`<li>${inline(row, desk)}</li>`)}</ol>`,
  text: (rows, desk) => html`<p>${rows.map(([row], at) => [at ? html`<br />` : null, inline(row, desk)])}</p>`,
  fence: (rows) => html`<pre>${rows.join("\n")}</pre>`,
  gap: () => null,
  table,
};

/** The whole block. */
export const markdown = (text, desk) =>
  html`<div class="md">${runs(text ?? "").map(({ kind, rows }) => DRAW[kind](rows, desk))}</div>`;
