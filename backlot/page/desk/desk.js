// The desk: this person's state and how it is filled from the workspace. What a person does is in acts.js, frames in frames.js.
import { Api, readSession } from "./api.js";
import { keepMark, readMarks } from "./drafts.js";
import { Refusal } from "./errors.js";
import { receive } from "./frames.js";
import { Live } from "./live.js";
import { address, choosePerson, chosenPerson, readRoute } from "./route.js";
import { isReply, threadKey, upsert } from "./talk.js";

const PAGE = 60;

const EMPTY = {
  channels: {},
  rooms: {},
  threads: {},
  statuses: {},
  members: {},
  marks: {},
  latest: {},
  called: {},
  lastSeen: {},
  modals: [],
  home: null,
  asking: null,
  picked: null,
  online: true,
  appConnected: null,
  heard: "",
  failed: null,
};

/** What the workspace answered, with what came in since it was asked and with this person's ephemeral messages. */
function merged(now, before, answered) {
  const kept = now.filter((message) => message.ephemeral || !before.some((other) => other.ts === message.ts));
  return kept.reduce(upsert, answered.reduce(upsert, []));
}

export class Desk {
  constructor(emoji) {
    this.emoji = emoji;
    this.watchers = new Set();
    this.loading = new Map();
    this.state = { ...EMPTY, people: {}, session: null, me: null, route: readRoute() };
  }

  /** Change the state; those who watch draw again in the next frame. */
  set(patch) {
    this.state = { ...this.state, ...(typeof patch === "function" ? patch(this.state) : patch) };
    if (this.due) return;
    this.due = true;
    queueMicrotask(() => {
      this.due = false;
      for (const watcher of this.watchers) watcher();
    });
  }

  watch(watcher) {
    this.watchers.add(watcher);
    return () => this.watchers.delete(watcher);
  }

  nameOf(id) {
    const who = this.state.people[id];
    return who?.profile?.display_name || who?.real_name || who?.name || "somebody";
  }

  async start() {
    const session = await readSession();
    const people = Object.fromEntries([...session.people, session.bot].map((who) => [who.id, who]));
    const asked = chosenPerson();
    const me = session.people.find((who) => who.key === asked || who.name === asked) ?? session.people[0];
    this.set({ session, people });
    await this.become(me);
  }

  /** Look as this person: another token, another feed, nothing of the other person's state kept. */
  async become(me) {
    this.live?.end();
    this.loading.clear();
    choosePerson(me.key ?? me.name);
    this.api = new Api(me.token);
    const { session, people, route } = this.state;
    this.set({ ...EMPTY, session, people, me, route, marks: readMarks(me.id), appConnected: session.connected });
    this.live = new Live(me.token, {
      frame: (frame) => this.hear(frame),
      opened: (again) => this.opened(again),
      lost: () => this.set({ online: false }),
    });
    const { live } = this;
    await live.ready; // what is asked from here on misses nothing: later changes come as frames
    if (live !== this.live) return;
    await this.loadChannels();
    this.follow();
    this.loadRooms();
  }

  hear(frame) {
    this.set((state) => receive(state, frame, this));
    this.read();
  }

  /** After a lost connection: everything shown is asked for again, since frames may have been missed. */
  async opened(again) {
    this.set({ online: true });
    if (!again) return;
    this.set({ statuses: {} });
    await this.quietly(async () => {
      const session = await readSession();
      this.set({ session });
      await this.loadChannels();
      const { rooms, threads, route } = this.state;
      const open = threadKey(route.channel, route.thread);
      this.set({ threads: threads[open] ? { [open]: threads[open] } : {} });
      if (threads[open]) await this.loadThread(route.channel, route.thread);
      await Promise.all(Object.keys(rooms).map((channel) => this.loadRoom(channel)));
      this.loadRooms();
    });
  }

  /** A background refresh that fails is shown by the connection bar or by `failed`, not thrown. */
  async quietly(work) {
    try {
      await work();
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      if (error.code !== "offline") this.set({ failed: error });
    }
  }

  /** For what a change of state asks for: it runs after that change is done. */
  later(work) {
    queueMicrotask(() => this.quietly(work));
  }

  async loadChannels() {
    const found = await this.everything(
      "conversations.list",
      { types: "public_channel,private_channel,im", limit: 200 },
      "channels",
    );
    this.set({ channels: Object.fromEntries(found.map((channel) => [channel.id, channel])) });
  }

  /** The person's channels that were not opened yet, so that the list can tell what is unread. */
  loadRooms() {
    const { channels, rooms } = this.state;
    const mine = Object.values(channels).filter((channel) => (channel.is_member || channel.is_im) && !rooms[channel.id]);
    for (const { id } of mine) this.quietly(() => this.loadRoom(id));
  }

  async everything(method, args, field) {
    const rows = [];
    let cursor;
    do {
      const answer = await this.api.call(method, { ...args, cursor });
      rows.push(...answer[field]);
      cursor = answer.response_metadata?.next_cursor;
    } while (cursor);
    return rows;
  }

  /** The newest messages of a channel; what arrives meanwhile and what only this person sees stay. */
  loadRoom(channel) {
    const loading = this.askRoom(channel);
    this.loading.set(channel, loading);
    loading.catch(() => this.loading.delete(channel)); // a later look asks again; whoever waits is told
    return loading;
  }

  async askRoom(channel) {
    const api = this.api;
    const before = this.state.rooms[channel]?.messages ?? [];
    this.set(({ rooms }) => ({
      rooms: { ...rooms, [channel]: { more: false, loading: true, ...rooms[channel], messages: before } },
    }));
    const answer = await api.call("conversations.history", { channel, limit: PAGE });
    if (api !== this.api) return;
    this.set(({ rooms, latest }) => {
      const messages = merged(
        rooms[channel].messages,
        before,
        answer.messages.filter((message) => !isReply(message)),
      );
      const newest = messages.at(-1)?.ts;
      return {
        rooms: { ...rooms, [channel]: { messages, more: answer.has_more } },
        latest: newest ? { ...latest, [channel]: newest } : latest,
      };
    });
    this.read();
  }

  async loadOlder(channel) {
    const room = this.state.rooms[channel];
    const oldest = room?.messages.find((message) => !message.ephemeral)?.ts;
    if (!room?.more || !oldest) return;
    const { api } = this;
    const answer = await api.call("conversations.history", { channel, latest: oldest, limit: PAGE });
    if (api !== this.api) return;
    this.set((state) => {
      const messages = answer.messages.reduce(upsert, state.rooms[channel].messages);
      return { rooms: { ...state.rooms, [channel]: { messages, more: answer.has_more } } };
    });
  }

  async loadThread(channel, ts) {
    const api = this.api;
    const key = threadKey(channel, ts);
    const before = this.state.threads[key]?.messages ?? [];
    this.set(({ threads }) => ({ threads: { ...threads, [key]: { ...threads[key], messages: before } } }));
    const answered = await this.everything("conversations.replies", { channel, ts, limit: 200 }, "messages");
    if (api !== this.api) return;
    this.set(({ threads }) => ({
      threads: { ...threads, [key]: { messages: merged(threads[key]?.messages ?? [], before, answered), loaded: true } },
    }));
  }

  async loadMembers(channel) {
    const ids = await this.everything("conversations.members", { channel, limit: 200 }, "members");
    this.set((state) => ({ members: { ...state.members, [channel]: ids } }));
  }

  go(route) {
    const next = address(route);
    if (location.hash === next) this.follow();
    else location.hash = next;
  }

  /** Load what the address asks for. */
  follow() {
    const route = readRoute();
    if (route.place === "start" || (route.place === "channel" && !this.state.channels[route.channel])) return this.fallBack();
    this.set(({ lastSeen, marks }) => ({
      route,
      failed: null,
      lastSeen: { ...lastSeen, [route.channel]: marks[route.channel] },
    }));
    this.read();
    if (route.place === "home") return this.openHome();
    const { channel, ts, thread } = route;
    this.quietly(async () => {
      await (this.loading.get(channel) ?? this.loadRoom(channel));
      if (ts && !thread) await this.find(channel, ts);
    });
    if (thread && !this.state.threads[threadKey(channel, thread)]?.loaded) this.quietly(() => this.loadThread(channel, thread));
    return undefined;
  }

  fallBack() {
    const rows = Object.values(this.state.channels).filter((channel) => channel.is_member);
    const first = rows.find((channel) => channel.name === "scene-14") ?? rows[0];
    if (first) history.replaceState(null, "", `${location.search}${address({ place: "channel", channel: first.id })}`);
    if (first) this.follow();
  }

  /** Load back to an old message that a permalink names. */
  async find(channel, ts) {
    while (this.state.rooms[channel]?.more && Number(this.state.rooms[channel].messages[0]?.ts) > Number(ts))
      await this.loadOlder(channel);
  }

  openHome() {
    return this.quietly(() => this.api.interact({ type: "app_home_opened" }));
  }

  /** The open channel counts as read while the page is looked at. */
  read() {
    const { route, latest, marks, me } = this.state;
    if (!me || route.place !== "channel" || document.visibilityState !== "visible") return;
    const newest = latest[route.channel];
    if (!newest || Number(marks[route.channel] ?? 0) >= Number(newest)) return;
    keepMark(me.id, route.channel, newest);
    this.set((state) => {
      const { [route.channel]: _, ...called } = state.called;
      return { marks: { ...state.marks, [route.channel]: newest }, called };
    });
  }
}
