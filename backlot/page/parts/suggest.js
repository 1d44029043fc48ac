// What the composer offers while one types: people after @, channels after #, emoji after :, the app's commands after /.
import { html } from "../vendor/preact-htm/preact-htm.js";
import { Avatar } from "./avatar.js";

const MOST = 8;
const TRIGGER = /(?:^|[\s(])([@#:])([\w.+'-]{0,30}(?: \w{0,20})?)$/;

/** The unfinished word before the caret: {mark, words, from} or null. */
function unfinished(typed, caret) {
  const before = typed.slice(0, caret);
  if (/^\/\S*$/.test(before)) return { mark: "/", words: before.slice(1), from: 0 };
  const match = TRIGGER.exec(before);
  if (!match || (match[1] === ":" && match[2].length < 2)) return null;
  return { mark: match[1], words: match[2], from: caret - match[2].length - 1 };
}

const starts = (name, words) =>
  name
    .toLowerCase()
    .split(/[\s_-]+/)
    .some((part) => part.startsWith(words)) || name.toLowerCase().startsWith(words);

function peopleFor(desk, words) {
  const { people, session } = desk.state;
  const rows = Object.values(people).sort((a, b) => Number(b.id === session.bot.id) - Number(a.id === session.bot.id));
  return rows
    .filter((who) => starts(desk.nameOf(who.id), words) || starts(who.name ?? "", words))
    .map((who) => ({
      key: who.id,
      insert: `@${desk.nameOf(who.id)} `,
      face: html`<${Avatar} id=${who.id} small />`,
      words: desk.nameOf(who.id),
      note: who.id === session.bot.id ? "app" : who.profile?.title || who.title || who.name,
    }));
}

const SOURCES = {
  "@": peopleFor,
  "#": (desk, words) =>
    Object.values(desk.state.channels)
      .filter((room) => room.name && starts(room.name, words))
      .map((room) => ({ key: room.id, insert: `#${room.name} `, words: `#${room.name}` })),
  ":": (desk, words) =>
    words.includes(" ")
      ? []
      : desk.emoji
          .search(words)
          .map((row) => ({
            key: row.names[0],
            insert: `:${row.names[0]}: `,
            face: html`<span class="emoji">${row.char}</span>`,
            words: `:${row.names[0]}:`,
          })),
  "/": (desk, words) =>
    (desk.state.session.commands ?? [])
      .filter((row) => row.command.slice(1).startsWith(words))
      .map((row) => ({
        key: row.command,
        insert: `${row.command} `,
        words: row.command,
        note: [row.usage_hint, row.description].filter(Boolean).join(" · "),
      })),
};

/** {rows, from} for the text before the caret; no rows where nothing is asked or only what is typed already fits. */
export function offers(desk, typed, caret) {
  const asked = unfinished(typed, caret);
  if (!asked) return { rows: [], from: 0 };
  const rows = SOURCES[asked.mark](desk, asked.words.toLowerCase()).slice(0, MOST);
  return { rows, from: asked.from };
}

export function Offers({ id, rows, at, take }) {
  return html`<ul class="offers" id=${id} role="listbox" aria-label="Suggestions">
    ${rows.map(
      (row, index) => html`<li id=${`${id}-${index}`} key=${row.key} role="option" aria-selected=${index === at} onMouseDown=${(
        event,
      ) => {
        event.preventDefault();
        take(row);
      }}>
      ${row.face}<span>${row.words}</span>${row.note && html`<small>${row.note}</small>`}
    </li>`,
    )}
  </ul>`;
}
