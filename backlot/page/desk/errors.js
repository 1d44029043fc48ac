// Error codes of the workspace as one clear sentence each, shown near where they happened.

const SENTENCES = {
  offline: "The workspace does not answer. What you typed is kept.",
  operation_timeout: "Dailies did not answer in time. Try again in a moment.",
  no_app: "Dailies is not connected, so nothing was done.",
  ratelimited: "Too many requests at once. Try again in a moment.",
  not_in_channel: "Join the channel first.",
  channel_not_found: "This channel is not there, or you may not see it.",
  is_archived: "This channel is archived.",
  message_not_found: "This message is gone.",
  thread_not_found: "This thread is gone.",
  cant_update_message: "Only the author can edit this message.",
  cant_delete_message: "Only the author can delete this message.",
  edit_window_closed: "This message can no longer be edited.",
  no_text: "Write something first.",
  msg_too_long: "This message is too long. Shorten it, or send it as a file.",
  invalid_name: "That emoji is not known here.",
  too_many_reactions: "This message has as many reactions as it can hold.",
  too_many_emoji: "This message has as many different reactions as it can hold.",
  name_taken: "There is already a channel with this name.",
  invalid_name_required: "A channel needs a name.",
  invalid_name_specials: "Use lower-case letters, digits, hyphens and underscores.",
  invalid_name_punctuation: "Use lower-case letters, digits, hyphens and underscores.",
  invalid_name_maxlength: "A channel's name holds at most 80 characters.",
  restricted_action: "Your role does not allow this.",
  user_is_restricted: "Guests cannot do this.",
  already_in_channel: "Already in this channel.",
  cant_invite_self: "You are already in this channel.",
  file_not_found: "This file is gone.",
  file_too_large: "This file is too large.",
  no_session: "There is nothing to stop any more.",
  not_an_app_message: "This message is not the app's.",
  invalid_option: "This choice is no longer offered.",
  push_limit_reached: "Close one of the open dialogs first.",
  not_found: "This is no longer there.",
  view_not_found: "This dialog is no longer open.",
  action_not_found: "This button is no longer on the message.",
  invalid_auth: "The workspace does not know this person any more. Reload the page.",
};

/** What the API answered with `ok: false`, or that it did not answer. */
export class Refusal extends Error {
  constructor(code, answer = {}) {
    super(code);
    this.code = code;
    this.answer = answer;
  }
}

/** One sentence for a refusal; a programming error is not one, so it is thrown on. */
export function sentence(error) {
  if (!(error instanceof Refusal)) throw error;
  return SENTENCES[error.code] ?? `The workspace refused this (${error.code.replace(/_/g, " ")}).`;
}
