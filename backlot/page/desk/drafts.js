// What a person keeps in this browser: unsent words (this tab), what was read (all tabs), the chosen light.

const draftKey = (who, place) => `backlot.draft.${who}.${place}`;

export const readDraft = (who, place) => sessionStorage.getItem(draftKey(who, place)) ?? "";

export function keepDraft(who, place, words) {
  if (words) sessionStorage.setItem(draftKey(who, place), words);
  else sessionStorage.removeItem(draftKey(who, place));
}

/** {channel: ts of the newest message seen}. */
export function readMarks(who) {
  return JSON.parse(localStorage.getItem(`backlot.read.${who}`) ?? "{}");
}

export function keepMark(who, channel, ts) {
  const marks = readMarks(who);
  localStorage.setItem(`backlot.read.${who}`, JSON.stringify({ ...marks, [channel]: ts }));
}

export const LIGHTS = ["auto", "light", "dark"];

export const readLight = () => localStorage.getItem("backlot.light") ?? "auto";

/** Set the page's light; "auto" follows the system. */
export function setLight(light) {
  localStorage.setItem("backlot.light", light);
  document.documentElement.dataset.light = light;
}
