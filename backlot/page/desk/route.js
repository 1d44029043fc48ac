// Where the page stands, as its address: #/home, #/C1, #/C1/p1700000000000001?thread_ts=1700000000.000001. Who looks: ?as=director.

const fromP = (p) => `${p.slice(0, -6)}.${p.slice(-6)}`;
const toP = (ts) => `p${ts.replace(".", "")}`;

/** {place: "channel" | "home" | "start", channel?, ts?, thread?} */
export function readRoute(hash = location.hash) {
  const [path, query = ""] = hash.replace(/^#\/?/, "").split("?");
  const [head, tail] = path.split("/");
  if (!head) return { place: "start" };
  if (head === "home") return { place: "home" };
  const ts = /^p\d{7,}$/.test(tail ?? "") ? fromP(tail.slice(1)) : null;
  const thread = new URLSearchParams(query).get("thread_ts");
  return { place: "channel", channel: head, ts, thread };
}

export function address({ place, channel, ts, thread }) {
  if (place === "home") return "#/home";
  return `#/${channel}${ts ? `/${toP(ts)}` : ""}${thread ? `?thread_ts=${thread}` : ""}`;
}

/** A link that other people can open: it highlights the message. */
export function permalink(channel, message) {
  const thread = message.thread_ts && message.thread_ts !== message.ts ? message.thread_ts : null;
  return `${location.origin}/${address({ place: "channel", channel, ts: message.ts, thread })}`;
}

/** The hash for an address within this workspace: the page's own links, and permalinks as the Web API gives them. Else null. */
export function inside(url) {
  const loopback = ["127.0.0.1", "localhost", "[::1]"];
  const here =
    url.origin === location.origin ||
    (url.port === location.port && loopback.includes(url.hostname) && loopback.includes(location.hostname));
  if (!here) return null;
  if (url.hash.startsWith("#/")) return url.hash;
  const match = /^\/archives\/(\w+)(?:\/(p\d+))?$/.exec(url.pathname);
  if (!match) return null;
  const thread = url.searchParams.get("thread_ts");
  return `#/${match[1]}${match[2] ? `/${match[2]}` : ""}${thread ? `?thread_ts=${thread}` : ""}`;
}

/** The seeded person this tab looks as: the address first, then this tab's last choice. */
export function chosenPerson() {
  return new URLSearchParams(location.search).get("as") ?? sessionStorage.getItem("backlot.as");
}

export function choosePerson(key) {
  sessionStorage.setItem("backlot.as", key);
  const next = new URL(location.href);
  next.searchParams.set("as", key);
  history.replaceState(null, "", next);
}
