// Block Kit's controls. In a message a choice goes to the app at once; in a view it is kept for the submission,
// and also sent where the block is no input (or asks for it with dispatch_action).
import { html, useState } from "../vendor/preact-htm/preact-htm.js";
import { ask } from "../desk/acts.js";
import { safeAddress, textObject } from "../text/mrkdwn.js";
import { useDesk } from "./desk_context.js";
import { Fields } from "./fields.js";
import { Icon } from "./icons.js";
import { MenuButton } from "./popover.js";

/** Ask first where the element carries a `confirm` object. */
async function sure(desk, element) {
  const { confirm } = element;
  if (!confirm) return true;
  return ask(desk, {
    title: confirm.title?.text ?? "Go on?",
    body: textObject(confirm.text, desk),
    yes: confirm.confirm?.text ?? "Yes",
    no: confirm.deny?.text ?? "No",
    danger: confirm.style === "danger",
  });
}

function useAct(host, block, element) {
  const desk = useDesk();
  const [busy, setBusy] = useState(false);
  const act = async (chosen) => {
    if (busy || !(await sure(desk, element))) return false;
    setBusy(true);
    const done = await host.act(block, element, chosen);
    setBusy(false);
    return done;
  };
  return [busy, act];
}

function Button({ element, block, host }) {
  const desk = useDesk();
  const [busy, act] = useAct(host, block, element);
  const look = [element.style === "primary" && "primary", element.style === "danger" && "danger"].filter(Boolean).join(" ");
  const words = textObject(element.text, desk);
  const press = () => act({ value: element.value });
  const to = element.url && safeAddress(element.url);
  if (to)
    return html`<a class=${`button ${look}`} href=${to.href} target="_blank" rel="noopener noreferrer" onClick=${press}>${words}
      </a>`;
  return html`<button type="button" class=${look} aria-label=${element.accessibility_label} aria-busy=${busy}
    data-action=${element.action_id} onClick=${press}>${words}</button>`;
}

function Overflow({ element, block, host }) {
  const desk = useDesk();
  const [, act] = useAct(host, block, element);
  const items = element.options.map((option, at) => ({
    key: at,
    words: textObject(option.text, desk),
    note: option.description?.text,
  }));
  return html`<${MenuButton} label="More" items=${items} pick=${(at) => act({ selected_option: element.options[at] })}
    className="icon-only" />`;
}

function Feedback({ element, block, host }) {
  const [busy, act] = useAct(host, block, element);
  const [given, setGiven] = useState(null);
  const give = async (choice, which) => (await act({ value: choice.value })) && setGiven(which);
  const face = (choice, which) =>
    html`<button type="button" class=${given === which ? "quiet chosen" : "quiet"} aria-pressed=${given === which}
      aria-busy=${busy} aria-label=${choice.accessibility_label} onClick=${() => give(choice, which)}>${choice.text.text}</button>`;
  return html`<span class="pair">${face(element.positive_button, "yes")}${face(element.negative_button, "no")}</span>`;
}

function IconButton({ element, block, host }) {
  const [busy, act] = useAct(host, block, element);
  const words = element.accessibility_label ?? element.text?.text ?? element.icon;
  return html`<button type="button" class="quiet icon-only" aria-label=${words} title=${words} aria-busy=${busy}
    onClick=${() => act({ value: element.value })}><${Icon} name=${element.icon === "trash" ? "bin" : "more"} /></button>`;
}

/** The first choice an element comes with. */
function initial(element) {
  return (
    element.initial_value ??
    element.initial_option ??
    element.initial_options ??
    element.initial_user ??
    element.initial_users ??
    element.initial_date ??
    element.initial_time ??
    element.initial_channel ??
    element.initial_conversation ??
    null
  );
}

/** The name under which the workspace's state keeps a value of this type. */
const STATE_FIELD = {
  plain_text_input: "value",
  number_input: "value",
  email_text_input: "value",
  url_text_input: "value",
  static_select: "selected_option",
  radio_buttons: "selected_option",
  multi_static_select: "selected_options",
  checkboxes: "selected_options",
  users_select: "selected_user",
  multi_users_select: "selected_users",
  datepicker: "selected_date",
  timepicker: "selected_time",
  channels_select: "selected_channel",
  conversations_select: "selected_conversation",
};

/** {type, value} and the like: one entry of a view's `state.values`. */
export function stateOf(element, value) {
  return { type: element.type, [STATE_FIELD[element.type]]: value };
}

/** The state that a view opens with: {block_id: {action_id: entry}}. */
export function firstState(blocks) {
  const values = {};
  for (const block of blocks) {
    const held = [block.element, block.accessory, ...(block.elements ?? [])].filter(
      (element) => element && STATE_FIELD[element.type],
    );
    for (const element of held)
      values[block.block_id] = { ...values[block.block_id], [element.action_id]: stateOf(element, initial(element)) };
  }
  return values;
}

function Choice({ element, block, host, id, input }) {
  const [, act] = useAct(host, block, element);
  const [own, setOwn] = useState(() => initial(element));
  const kept = host.values?.[block.block_id]?.[element.action_id];
  const field = STATE_FIELD[element.type];
  const value = kept ? kept[field] : own;
  const change = (next) => {
    setOwn(next);
    host.keep?.(block, element, stateOf(element, next));
    if (!input || block.dispatch_action) act({ [field]: next });
  };
  const Drawn = Fields[element.type];
  return html`<${Drawn} element=${element} value=${value} change=${change} id=${id ?? `${block.block_id}-${element.action_id}`}
    refused=${host.errors?.[block.block_id]} labelled=${input} optional=${block.optional} />`;
}

const PRESSED = {
  button: Button,
  workflow_button: Button,
  overflow: Overflow,
  feedback_buttons: Feedback,
  icon_button: IconButton,
};

/** Any control; an unknown type says its name rather than vanish. */
export function Control(props) {
  const { type } = props.element;
  const Drawn = PRESSED[type] ?? (Fields[type] && Choice);
  return Drawn ? html`<${Drawn} ...${props} />` : html`<span class="hush">A ${type}, which this page does not draw.</span>`;
}
