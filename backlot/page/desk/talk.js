// Messages in channels and threads as plain data: pure functions from one state to the next. No network here.

export const threadKey = (channel, ts) => `${channel}:${ts}`;
export const isReply = (message) => Boolean(message.thread_ts) && message.thread_ts !== message.ts;

/** Insert or replace by ts, oldest first. */
export function upsert(messages, message) {
  const at = messages.findIndex((other) => Number(other.ts) >= Number(message.ts));
  if (at < 0) return [...messages, message];
  const next = messages.slice();
  next.splice(at, messages[at].ts === message.ts ? 1 : 0, message);
  return next;
}

const change = (messages, ts, how) => messages.map((message) => (message.ts === ts ? how(message) : message));

function inRoom(state, channel, how) {
  const room = state.rooms[channel];
  return room ? { ...state, rooms: { ...state.rooms, [channel]: { ...room, messages: how(room.messages) } } } : state;
}

function inThread(state, key, how) {
  const thread = state.threads[key];
  return thread ? { ...state, threads: { ...state.threads, [key]: { ...thread, messages: how(thread.messages) } } } : state;
}

/** Every place that may show a message of this channel. */
function everywhere(state, channel, how) {
  let next = inRoom(state, channel, how);
  for (const key of Object.keys(state.threads)) if (key.startsWith(`${channel}:`)) next = inThread(next, key, how);
  return next;
}

function countReply(parent, reply) {
  if (parent.latest_reply && Number(parent.latest_reply) >= Number(reply.ts)) return parent;
  const users = parent.reply_users ?? [];
  return {
    ...parent,
    thread_ts: parent.ts,
    reply_count: (parent.reply_count ?? 0) + 1,
    latest_reply: reply.ts,
    reply_users: users.includes(reply.user) ? users : [...users, reply.user],
  };
}

/** A message that arrived, or that this person just sent. Arriving twice changes nothing. */
export function place(state, channel, message) {
  if (isReply(message)) {
    const key = threadKey(channel, message.thread_ts);
    let next = inThread(state, key, (messages) => upsert(messages, message));
    if (!message.ephemeral)
      next = everywhere(next, channel, (messages) =>
        change(messages, message.thread_ts, (parent) => countReply(parent, message)),
      );
    return next;
  }
  const before = state.rooms[channel]?.messages.find((other) => other.ts === message.ts);
  const whole = before?.reply_count && !message.reply_count ? withReplies(message, before) : message;
  const next = inRoom(state, channel, (messages) => upsert(messages, whole));
  return inThread(next, threadKey(channel, message.ts), (messages) => upsert(messages, whole));
}

const withReplies = (message, { thread_ts, reply_count, reply_users, latest_reply }) => ({
  ...message,
  thread_ts,
  reply_count,
  reply_users,
  latest_reply,
});

/** An edit: reply counts and reactions that the frame leaves out are kept. */
export function edited(state, channel, message) {
  return everywhere(state, channel, (messages) =>
    change(messages, message.ts, (before) => {
      const kept = { reactions: before.reactions, ...message };
      return before.reply_count && !("reply_count" in message) ? withReplies(kept, before) : kept;
    }),
  );
}

export function removed(state, channel, ts) {
  const gone = findMessage(state, channel, ts);
  let next = everywhere(state, channel, (messages) => messages.filter((message) => message.ts !== ts));
  if (gone && isReply(gone) && !gone.ephemeral) {
    const less = (parent) => ({ ...parent, reply_count: Math.max((parent.reply_count ?? 1) - 1, 0) });
    next = everywhere(next, channel, (messages) => change(messages, gone.thread_ts, less));
  }
  return next;
}

/** One person's emoji on or off a message. */
export function reacted(state, channel, ts, name, user, on) {
  return everywhere(state, channel, (messages) =>
    change(messages, ts, (message) => ({ ...message, reactions: tally(message.reactions ?? [], name, user, on) })),
  );
}

export function tally(reactions, name, user, on) {
  const known = reactions.find((row) => row.name === name);
  if (on && !known) return [...reactions, { name, users: [user], count: 1 }];
  if (!known || known.users.includes(user) === on) return reactions;
  const users = on ? [...known.users, user] : known.users.filter((other) => other !== user);
  return users.length
    ? reactions.map((row) => (row === known ? { ...row, users, count: users.length } : row))
    : reactions.filter((row) => row !== known);
}

/** The message where it is loaded, else undefined. */
export function findMessage(state, channel, ts) {
  const room = state.rooms[channel]?.messages.find((message) => message.ts === ts);
  if (room) return room;
  for (const [key, thread] of Object.entries(state.threads)) {
    const found = key.startsWith(`${channel}:`) && thread.messages.find((message) => message.ts === ts);
    if (found) return found;
  }
  return undefined;
}
