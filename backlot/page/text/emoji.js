// Emoji: short name -> character, search for the picker. Custom (image) emoji come from the workspace, not from here.

const TONES = { 2: "\u{1F3FB}", 3: "\u{1F3FC}", 4: "\u{1F3FD}", 5: "\u{1F3FE}", 6: "\u{1F3FF}" };

/** What a person reaches for most on a set; shown first in the picker and beside a message. */
export const OFTEN = [
  "o",
  "fire",
  "+1",
  "heart",
  "eyes",
  "x",
  "-1",
  "thinking_face",
  "clapper",
  "white_check_mark",
  "bulb",
  "repeat",
];

/** Read the vendored data. Answers {groups: [{name, rows: [{char, names, tones}]}], find, search}. */
export async function loadEmoji() {
  const answer = await fetch("/page/vendor/emoji/emoji.json");
  return index((await answer.json()).groups);
}

function index(raw) {
  const groups = raw.map(([name, rows]) => ({
    name,
    rows: rows.map(([char, names, tones]) => ({ char, names: names.split(" "), tones: tones === 1 })),
  }));
  const byName = new Map();
  for (const group of groups)
    for (const row of group.rows) for (const name of row.names) if (!byName.has(name)) byName.set(name, row);
  return { groups, find: (name) => byName.get(name), search: (words) => search(groups, words) };
}

function search(groups, words) {
  const asked = words
    .trim()
    .toLowerCase()
    .replace(/[:\s]+/g, "_")
    .replace(/^_|_$/g, "");
  const starts = [];
  const holds = [];
  for (const group of groups) {
    for (const row of group.rows) {
      if (row.names.some((name) => name.startsWith(asked))) starts.push(row);
      else if (row.names.some((name) => name.includes(asked))) holds.push(row);
    }
  }
  return [...starts, ...holds];
}

/** The character for a name such as "fire" or "+1::skin-tone-2"; null where it is unknown. */
export function glyph(emoji, name) {
  const [base, tone] = name.split("::skin-tone-");
  const row = emoji.find(base);
  if (!row) return null;
  if (!tone || !row.tones || !TONES[tone]) return row.char;
  const [first, ...rest] = [...row.char];
  return first + TONES[tone] + rest.filter((part) => part !== "\uFE0F").join("");
}
