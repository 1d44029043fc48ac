// What each frame of the live feed does to the state. Pure: what must be asked of the workspace is left to `desk.later`.
import { edited, findMessage, isReply, place, reacted, removed, threadKey } from "./talk.js";
import { plain } from "../text/mrkdwn.js";

const FRAMES = {
  message: (state, { channel, message }, desk) => arrived(state, channel, message, desk),
  ephemeral: (state, { channel, message }, desk) => arrived(state, channel, { ...message, ephemeral: true }, desk),
  message_changed: (state, { channel, message }) => edited(state, channel, message),
  message_deleted: (state, { channel, deleted_ts: gone }, desk) => deleted(state, channel, gone, desk),
  reaction_added: (state, frame) => reactedBy(state, frame, true),
  reaction_removed: (state, frame) => reactedBy(state, frame, false),
  status,
  view_opened: (state, { view }) => ({ ...state, modals: [...state.modals.filter((open) => open.id !== view.id), view] }),
  view_updated: (state, { view }) => ({ ...state, modals: state.modals.map((open) => (open.id === view.id ? view : open)) }),
  view_closed: (state, { view, view_id: id }) => ({
    ...state,
    modals: state.modals.filter((open) => open.id !== (view?.id ?? id)),
  }),
  home_published: (state, { view }) => ({ ...state, home: view }),
  app_connected: (state, { connected }) => ({ ...state, appConnected: connected }),
  channel_joined: (state, { channel }, desk) => joined(state, channel, desk),
  channel_created: (state, { channel }) => ({
    ...state,
    channels: { ...state.channels, [channel.id]: { is_member: false, ...state.channels[channel.id], ...channel } },
  }),
  channel_renamed: (state, { channel }) => ({
    ...state,
    channels: { ...state.channels, [channel.id]: { ...state.channels[channel.id], ...channel } },
  }),
  channel_left: (state, { channel }) => left(state, channel),
  member_joined_channel: (state, { channel, user }) => member(state, channel, user, true),
  member_left_channel: (state, { channel, user }) => member(state, channel, user, false),
};

/** The next state; a frame of an unknown kind changes nothing. */
export function receive(state, frame, desk) {
  return FRAMES[frame.type]?.(state, frame, desk) ?? state;
}

function arrived(state, channel, message, desk) {
  let next = place(state, channel, message);
  if (!next.channels[channel]) desk.later(() => desk.loadChannels());
  const mine = message.user === state.me.id;
  const counts = !isReply(message) && !message.ephemeral;
  if (counts) next = { ...next, latest: { ...next.latest, [channel]: message.ts } };
  if (counts && mine) next = { ...next, marks: { ...next.marks, [channel]: message.ts } };
  if (mine || message.ephemeral) return next;
  const called = (message.text ?? "").includes(`<@${state.me.id}>`) || state.channels[channel]?.is_im;
  const looking = state.route.channel === channel && document.visibilityState === "visible";
  if (called && !looking) next = { ...next, called: { ...next.called, [channel]: (next.called[channel] ?? 0) + 1 } };
  if (state.route.channel === channel)
    next = { ...next, heard: `${desk.nameOf(message.user)}: ${plain(message.text, desk) || "a file"}` };
  return next;
}

/** A reply of a thread that is not loaded was counted at its parent, which only the workspace knows. */
function deleted(state, channel, ts, desk) {
  if (!findMessage(state, channel, ts) && state.rooms[channel]) desk.later(() => desk.loadRoom(channel));
  return removed(state, channel, ts);
}

const reactedBy = (state, { item, reaction, user }, on) => reacted(state, item.channel, item.ts, reaction, user, on);

/** What the app is doing in a thread; the workspace itself says when it is over. */
function status(state, { channel, thread_ts: thread, status: text, state: session, loading_messages: loading = [] }) {
  const { [threadKey(channel, thread)]: _, ...others } = state.statuses;
  const stoppable = session === "processing";
  if (!text && !stoppable) return { ...state, statuses: others };
  return { ...state, statuses: { ...others, [threadKey(channel, thread)]: { text: text ?? "", stoppable, loading } } };
}

function joined(state, channel, desk) {
  if (!state.rooms[channel.id]) desk.later(() => desk.loadRoom(channel.id));
  return { ...state, channels: { ...state.channels, [channel.id]: { ...state.channels[channel.id], ...channel } } };
}

function left(state, id) {
  const channel = state.channels[id];
  return channel ? { ...state, channels: { ...state.channels, [id]: { ...channel, is_member: false } } } : state;
}

function member(state, channel, user, inside) {
  const known = state.members[channel];
  if (!known || known.includes(user) === inside) return state;
  return {
    ...state,
    members: { ...state.members, [channel]: inside ? [...known, user] : known.filter((other) => other !== user) },
  };
}
