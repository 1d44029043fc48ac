// What a person does: post, edit, react, press. Each waits for the workspace's answer and throws a Refusal where it says no.
import { Refusal } from "./errors.js";
import { address } from "./route.js";
import { edited, place, reacted } from "./talk.js";
import { fromTyped } from "../text/typed.js";

/** An act on the app; one that it cannot hear is told from one that it did not answer. */
async function interact(desk, act) {
  try {
    return await desk.api.interact(act);
  } catch (error) {
    if (error instanceof Refusal && error.code === "operation_timeout" && desk.state.appConnected === false)
      throw new Refusal("no_app");
    throw error;
  }
}

/** Send words and files to a channel or a thread. */
export async function post(desk, { channel, thread, typed, files }) {
  const text = fromTyped(typed.trim(), desk);
  if (files.length) {
    await desk.api.upload(files, { channel_id: channel, thread_ts: thread ?? undefined, initial_comment: text || undefined });
    return;
  }
  if (!text) throw new Refusal("no_text");
  const answer = await desk.api.call("chat.postMessage", { channel, text, thread_ts: thread ?? undefined });
  desk.set((state) => place(state, channel, answer.message));
}

export async function edit(desk, channel, ts, typed) {
  const text = fromTyped(typed.trim(), desk);
  if (!text) throw new Refusal("no_text");
  await desk.api.call("chat.update", { channel, ts, text });
  desk.set((state) => edited(state, channel, { ts, text, edited: { user: state.me.id, ts } }));
}

/** It goes from the page when the feed says that it is gone. */
export const remove = (desk, channel, ts) => desk.api.call("chat.delete", { channel, ts });

/** Put this person's emoji on, or take it off. That it already was so is success. */
export async function react(desk, channel, message, name) {
  const me = desk.state.me.id;
  const on = !(message.reactions ?? []).some((row) => row.name === name && row.users.includes(me));
  try {
    await desk.api.call(on ? "reactions.add" : "reactions.remove", { channel, timestamp: message.ts, name });
  } catch (error) {
    if (!(error instanceof Refusal) || !["already_reacted", "no_reaction"].includes(error.code)) throw error;
  }
  desk.set((state) => reacted(state, channel, message.ts, name, me, on));
}

/** A slash command of the app; names in its words are escaped as the app's manifest asks. */
export const command = (desk, { channel, thread, name, words }) =>
  interact(desk, { type: "slash_command", command: name, text: fromTyped(words, desk), channel, thread_ts: thread ?? undefined });

export const stop = (desk, channel, thread) => interact(desk, { type: "stop_session", channel, thread_ts: thread });

export const shortcut = (desk, channel, ts, callback) =>
  interact(desk, { type: "message_action", callback_id: callback, channel, message_ts: ts });

/** A press or a choice in a message or a view; `where` is {channel, message_ts} or {view_id}. */
export async function press(desk, where, block, element, chosen) {
  const act = { type: "block_actions", ...where, block_id: block.block_id, action_id: element.action_id, ...chosen };
  return interact(desk, act);
}

/** Submit a modal: null when it closed or moved on, {block_id: sentence} where fields were refused. */
export async function submit(desk, view, values) {
  const answer = await interact(desk, { type: "view_submission", view_id: view.id, state_values: values });
  const errors = answer.errors ?? {};
  if (Object.keys(errors).length) return errors;
  desk.set((state) => {
    if (!answer.view)
      return answer.response_action === "clear" ? { modals: [] } : { modals: state.modals.filter((open) => open.id !== view.id) };
    const rest = state.modals.filter((open) => open.id !== answer.view.id);
    return { modals: [...rest, answer.view] };
  });
  return null;
}

export async function closeView(desk, view) {
  desk.set((state) => ({ modals: state.modals.filter((open) => open.id !== view.id) }));
  await interact(desk, { type: "view_closed", view_id: view.id });
}

export async function createChannel(desk, name) {
  const answer = await desk.api.call("conversations.create", { name });
  enter(desk, answer.channel);
}

export async function join(desk, channel) {
  const answer = await desk.api.call("conversations.join", { channel });
  enter(desk, answer.channel);
}

export async function invite(desk, channel, user) {
  await desk.api.call("conversations.invite", { channel, users: user });
  desk.set((state) => {
    const known = state.members[channel] ?? [];
    return { members: { ...state.members, [channel]: known.includes(user) ? known : [...known, user] } };
  });
}

/** The direct messages with the app, opened on first use. */
export async function openDirect(desk, user) {
  const known = Object.values(desk.state.channels).find((channel) => channel.is_im && channel.user === user);
  if (known) return desk.go({ place: "channel", channel: known.id });
  const answer = await desk.api.call("conversations.open", { users: user });
  return enter(desk, { is_im: true, user, ...answer.channel });
}

function enter(desk, channel) {
  desk.set((state) => ({
    channels: { ...state.channels, [channel.id]: { ...state.channels[channel.id], ...channel, is_member: true } },
  }));
  desk.go({ place: "channel", channel: channel.id });
}

/** Ask before what cannot be undone: true when confirmed. `what` is {title, body, yes, no, danger}; body may be elements. */
export function ask(desk, what) {
  return new Promise((answered) => {
    const done = (yes) => {
      desk.set({ asking: null });
      answered(yes);
    };
    desk.set({ asking: { ...what, done } });
  });
}

export const openThread = (desk, channel, ts) => desk.go({ place: "channel", channel, thread: ts });

export const closeThread = (desk, channel) => {
  location.hash = address({ place: "channel", channel });
};
