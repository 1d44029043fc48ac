// The fields of a form: one drawing for each type of value. What a value does when it changes is in elements.js.
import { html, useEffect, useRef } from "../vendor/preact-htm/preact-htm.js";
import { textObject } from "../text/mrkdwn.js";
import { useDesk } from "./desk_context.js";

const groups = (element) => element.option_groups ?? [{ options: element.options ?? [] }];
const flat = (element) => groups(element).flatMap((group) => group.options);
const spoken = ({ element, id, refused, labelled }) => ({
  id,
  "aria-label": labelled ? undefined : (element.placeholder?.text ?? "Choose"),
  "aria-invalid": refused ? "true" : undefined,
  "aria-describedby": refused ? `${id}-refusal` : undefined,
});

function useFocusOnLoad(element) {
  const field = useRef(null);
  useEffect(() => {
    if (element.focus_on_load) field.current?.focus();
  }, []);
  return field;
}

function Text({ element, value, change, ...rest }) {
  const field = useFocusOnLoad(element);
  const common = {
    ...spoken({ element, ...rest }),
    placeholder: element.placeholder?.text,
    value: value ?? "",
    maxlength: element.max_length,
    onInput: (event) => change(event.target.value || null),
  };
  return element.multiline
    ? html`<textarea ref=${field} rows="4" ...${common}></textarea>`
    : html`<input ref=${field} type="text" ...${common} />`;
}

const typed = (type) =>
  function Typed({ element, value, change, ...rest }) {
    const field = useFocusOnLoad(element);
    const bounds =
      type === "number"
        ? { min: element.min_value, max: element.max_value, step: element.is_decimal_allowed ? "any" : "1", inputmode: "decimal" }
        : {};
    return html`<input ref=${field} type=${type} class="num" ...${spoken({ element, ...rest })} ...${bounds}
      placeholder=${element.placeholder?.text} value=${value ?? ""} onInput=${(event) => change(event.target.value || null)} />`;
  };

function Select({ element, value, change, ...rest }) {
  const options = flat(element);
  const chosen = value ? options.findIndex((option) => option.value === value.value) : -1;
  let at = -1;
  const option = (row) => {
    at += 1;
    return html`<option value=${at} selected=${at === chosen}>${row.text.text}</option>`;
  };
  const none = chosen < 0 || rest.optional;
  return html`<select ...${spoken({ element, ...rest })}
    onChange=${(event) => change(options[Number(event.target.value)] ?? null)}>
    ${none && html`<option value="-1" selected=${chosen < 0} disabled=${!rest.optional}>${element.placeholder?.text ?? "Choose"}
      </option>`}
    ${groups(element).map((group) => (group.label ? html`<optgroup label=${group.label.text}>${group.options.map(option)}
      </optgroup>` : group.options.map(option)))}
  </select>`;
}

function Users({ element, value, change, ...rest }) {
  const desk = useDesk();
  const people = Object.values(desk.state.people).filter((who) => who.id !== desk.state.session.bot.id);
  return html`<select ...${spoken({ element, ...rest })} onChange=${(event) => change(event.target.value)}>
    ${!value && html`<option value="" selected disabled>${element.placeholder?.text ?? "Choose a person"}</option>`}
    ${people.map((who) => html`<option value=${who.id} selected=${who.id === value}>${desk.nameOf(who.id)}</option>`)}
  </select>`;
}

function Channels({ element, value, change, ...rest }) {
  const rooms = Object.values(useDesk().state.channels).filter((room) => room.name);
  return html`<select ...${spoken({ element, ...rest })} onChange=${(event) => change(event.target.value)}>
    ${!value && html`<option value="" selected disabled>${element.placeholder?.text ?? "Choose a channel"}</option>`}
    ${rooms.map((room) => html`<option value=${room.id} selected=${room.id === value}>#${room.name}</option>`)}
  </select>`;
}

const OptionWords = ({ option }) => {
  const desk = useDesk();
  return html`<span>${textObject(option.text, desk)}${option.description && html`<small class="hush">
    ${textObject(option.description, desk)}</small>`}</span>`;
};

function Radios({ element, value, change, id }) {
  return html`<div class="choices" role="radiogroup" aria-labelledby=${`${id}-label`}>
    ${flat(element).map((option) => html`<label><input type="radio" name=${id} checked=${value?.value === option.value}
      onChange=${() => change(option)} /><${OptionWords} option=${option} /></label>`)}
  </div>`;
}

function Checks({ element, value, change, id }) {
  const chosen = value ?? [];
  const has = (option) => chosen.some((other) => other.value === option.value);
  const flip = (option) => change(flat(element).filter((other) => (other.value === option.value ? !has(other) : has(other))));
  return html`<div class="choices" role="group" aria-labelledby=${`${id}-label`}>
    ${flat(element).map((option) => html`<label><input type="checkbox" checked=${has(option)} onChange=${() => flip(option)} />
      <${OptionWords} option=${option} /></label>`)}
  </div>`;
}

/** Several of a list: a closed summary that opens to check boxes. */
function Several(props) {
  const { element, value } = props;
  const words = value?.length ? value.map((option) => option.text.text).join(", ") : (element.placeholder?.text ?? "Choose");
  return html`<details class=${value?.length ? "several" : "several empty"}><summary>${words}</summary><${Checks} ...${props} />
    </details>`;
}

/** Several people, as a list to tick. */
function Crew({ element, value, change, ...rest }) {
  const desk = useDesk();
  const bot = desk.state.session.bot.id;
  const options = Object.keys(desk.state.people)
    .filter((id) => id !== bot)
    .map((id) => ({ value: id, text: { type: "plain_text", text: desk.nameOf(id) } }));
  const chosen = options.filter((option) => value?.includes(option.value));
  return html`<${Several} element=${{ ...element, options }} value=${chosen}
    change=${(next) => change(next.map((option) => option.value))} ...${rest} />`;
}

export const Fields = {
  plain_text_input: Text,
  email_text_input: typed("email"),
  url_text_input: typed("url"),
  number_input: typed("number"),
  datepicker: typed("date"),
  timepicker: typed("time"),
  static_select: Select,
  multi_static_select: Several,
  users_select: Users,
  multi_users_select: Crew,
  channels_select: Channels,
  conversations_select: Channels,
  radio_buttons: Radios,
  checkboxes: Checks,
};
