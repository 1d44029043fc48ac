// Times as people read them, in the reader's own zone. A `ts` is Slack's: seconds since 1970 with six decimals, as a string.

const clock = new Intl.DateTimeFormat(undefined, { hour: "2-digit", minute: "2-digit", hour12: false });
const day = new Intl.DateTimeFormat(undefined, { weekday: "long", day: "numeric", month: "long" });
const whole = new Intl.DateTimeFormat(undefined, { dateStyle: "full", timeStyle: "medium" });
const short = new Intl.DateTimeFormat(undefined, { day: "numeric", month: "short" });

export const date = (ts) => new Date(Number(ts) * 1000);
export const clockOf = (ts) => clock.format(date(ts));
export const wholeOf = (ts) => whole.format(date(ts));
export const dayKey = (ts) => date(ts).toDateString();

/** "Today", "Yesterday", else "Monday, 23 November". */
export function dayOf(ts, now = new Date()) {
  const key = dayKey(ts);
  if (key === now.toDateString()) return "Today";
  const before = new Date(now);
  before.setDate(before.getDate() - 1);
  return key === before.toDateString() ? "Yesterday" : day.format(date(ts));
}

/** Clock alone for today, day and clock otherwise. */
export function shortOf(ts, now = new Date()) {
  return dayKey(ts) === now.toDateString() ? clockOf(ts) : `${short.format(date(ts))}, ${clockOf(ts)}`;
}

/** Slack's `<!date^1700^{date} at {time}|fallback>` tokens. */
export function dateToken(seconds, form) {
  const at = date(seconds);
  const words = {
    date: short.format(at),
    date_num: at.toISOString().slice(0, 10),
    date_short: short.format(at),
    date_long: day.format(at),
    date_pretty: dayOf(seconds),
    date_short_pretty: dayOf(seconds),
    date_long_pretty: dayOf(seconds),
    time: clock.format(at),
    time_secs: at.toLocaleTimeString(undefined, { hour12: false }),
    ago: dayOf(seconds),
  };
  return form.replace(/\{(\w+)\}/g, (all, name) => words[name] ?? all);
}

/** Seconds as a timecode for people: 8 -> "0:08", 75 -> "1:15". */
export function timecode(seconds) {
  const total = Math.round(seconds);
  return `${Math.floor(total / 60)}:${String(total % 60).padStart(2, "0")}`;
}

/** Bytes for people: 1536 -> "1.5 kB". */
export function bytes(count) {
  const units = ["B", "kB", "MB", "GB"];
  let size = count;
  let step = 0;
  while (size >= 1000 && step < units.length - 1) {
    size /= 1000;
    step += 1;
  }
  return `${step === 0 || size >= 10 ? Math.round(size) : size.toFixed(1)} ${units[step]}`;
}
