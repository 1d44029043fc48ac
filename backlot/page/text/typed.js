// What a person typed <-> the text that the workspace keeps: escaping, @names and #channels.

const escapeText = (text) => text.replace(/&/g, "&amp;").replace(/</g, "&lt;").replace(/>/g, "&gt;");
const forPattern = (text) => text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");

/** Everybody who can be named with @, longest name first, so that "@Sam Whitlock" is not read as "@Sam". */
export function namesOf(desk) {
  const people = Object.values(desk.state.people);
  const rows = people.flatMap((who) =>
    [...new Set([desk.nameOf(who.id), who.real_name, who.name])].filter(Boolean).map((name) => ({ name, id: who.id })),
  );
  return rows.sort((a, b) => b.name.length - a.name.length);
}

/** Typed words -> the workspace's text: "@Mara Voss" becomes "<@U1>", "#general" becomes "<#C1|general>", "<" becomes "&lt;". */
export function fromTyped(typed, desk) {
  let text = escapeText(typed);
  const names = namesOf(desk);
  if (names.length) {
    const byName = new Map(names.map(({ name, id }) => [escapeText(name).toLowerCase(), id]));
    const any = new RegExp(`(^|[^\\w@])@(${[...byName.keys()].map(forPattern).join("|")})(?![\\w])`, "gi");
    text = text.replace(any, (_, before, name) => `${before}<@${byName.get(name.toLowerCase())}>`);
  }
  text = text.replace(/(^|\s)@(here|channel|everyone)\b/g, "$1<!$2>");
  const channels = new Map(
    Object.values(desk.state.channels)
      .filter((room) => room.name)
      .map((room) => [room.name, room.id]),
  );
  return text.replace(/(^|[\s(])#([a-z0-9][a-z0-9_-]*)/g, (all, before, name) =>
    channels.has(name) ? `${before}<#${channels.get(name)}|${name}>` : all,
  );
}

/** The workspace's text -> what a person can edit. */
export function toTyped(text, desk) {
  return (text ?? "")
    .replace(/<@([A-Z0-9]+)(?:\|[^>]*)?>/g, (_, id) => `@${desk.nameOf(id)}`)
    .replace(/<#([A-Z0-9]+)(?:\|([^>]*))?>/g, (_, id, name) => `#${desk.state.channels[id]?.name ?? name ?? id}`)
    .replace(/<!(here|channel|everyone)[^>]*>/g, "@$1")
    .replace(/<((?:https?|mailto):[^|>]+)(?:\|[^>]*)?>/g, "$1")
    .replace(/&lt;/g, "<")
    .replace(/&gt;/g, ">")
    .replace(/&amp;/g, "&");
}
