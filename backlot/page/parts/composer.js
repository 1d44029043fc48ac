// Where words, files and commands are written. What was typed stays until the workspace took it.
import { html, useEffect, useLayoutEffect, useRef, useState } from "../vendor/preact-htm/preact-htm.js";
import { command, post } from "../desk/acts.js";
import { keepDraft, readDraft } from "../desk/drafts.js";
import { bytes } from "../text/time.js";
import { useDesk, useTry } from "./desk_context.js";
import { Icon } from "./icons.js";
import { PickerButton } from "./picker.js";
import { Offers, offers } from "./suggest.js";

const TALLEST = 220;

/** A chosen picture as a small one, anything else as a sheet. */
function Face({ file }) {
  const [address, setAddress] = useState(null);
  useEffect(() => {
    if (!/^image\/(png|jpe?g|gif|webp|avif)$/.test(file.type)) return undefined;
    const made = URL.createObjectURL(file);
    setAddress(made);
    return () => URL.revokeObjectURL(made);
  }, [file]);
  return address ? html`<img class="dot" src=${address} alt="" />` : html`<${Icon} name="file" />`;
}

function Chosen({ files, drop }) {
  return html`<ul class="chosen-files" aria-label="Files to send">
    ${files.map(
      (
        file,
        at,
      ) => html`<li key=${`${at}-${file.name}`}><${Face} file=${file} /><span class="file-name">${file.name}</span><small
        class="num">${bytes(file.size)}</small>
      <button type="button" class="quiet icon-only small" aria-label=${`Take ${file.name} off`} onClick=${() => drop(at)}><${Icon}
        name="close" /></button></li>`,
    )}
  </ul>`;
}

/** The words of this place, kept as a draft for this tab. */
function useDraft(who, place) {
  const [typed, setTyped] = useState(() => readDraft(who, place));
  useEffect(() => keepDraft(who, place, typed), [typed]);
  return [typed, setTyped];
}

function useOffers(desk, field, typed, setTyped) {
  const [at, setAt] = useState(0);
  const [caret, setCaret] = useState(null);
  const { rows, from } = caret === null ? { rows: [], from: 0 } : offers(desk, typed, caret);
  const take = (row) => {
    const next = typed.slice(0, from) + row.insert + typed.slice(caret);
    const to = from + row.insert.length;
    field.current.value = next; // at once, since the next key may come before the next drawing
    field.current.setSelectionRange(to, to);
    field.current.focus();
    setTyped(next);
    setCaret(null);
  };
  const keys = (event) => {
    if (!rows.length) return false;
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step) setAt((at + step + rows.length) % rows.length);
    else if ((event.key === "Enter" && !event.shiftKey) || event.key === "Tab") take(rows[Math.min(at, rows.length - 1)]);
    else if (event.key === "Escape") setCaret(null);
    else return false;
    event.preventDefault();
    event.stopPropagation();
    return true;
  };
  const look = (position) => {
    setCaret(position);
    setAt(0);
  };
  return { rows, at: Math.min(at, rows.length - 1), take, keys, look };
}

/** A typed "/dailies help" as {name, words}, where the app has such a command. */
function asCommand(desk, typed) {
  const match = /^(\/\S+)\s*([\s\S]*)$/.exec(typed.trim());
  const known = match && (desk.state.session.commands ?? []).some((row) => row.command === match[1]);
  return known ? { name: match[1], words: match[2] } : null;
}

export function Composer({ channel, thread, placeholder, incoming }) {
  const desk = useDesk();
  const place = `${channel}:${thread ?? ""}`;
  const [typed, setTyped] = useDraft(desk.state.me.id, place);
  const [files, setFiles] = useState([]);
  const [busy, refused, attempt, forgive] = useTry();
  const field = useRef(null);
  const chooser = useRef(null);
  const suggest = useOffers(desk, field, typed, setTyped);
  const add = (more) => setFiles((before) => [...before, ...more]);

  useLayoutEffect(() => {
    field.current.style.height = "auto";
    field.current.style.height = `${Math.min(field.current.scrollHeight, TALLEST)}px`;
  }, [typed]);
  useEffect(() => {
    if (incoming) incoming.current = add;
    if (window.matchMedia("(pointer: fine)").matches) field.current.focus({ preventScroll: true });
  }, []);

  const send = async (event) => {
    event?.preventDefault();
    if (busy || (!typed.trim() && !files.length)) return;
    const asked = asCommand(desk, typed);
    const work = asked ? () => command(desk, { channel, thread, ...asked }) : () => post(desk, { channel, thread, typed, files });
    if (!(await attempt(work))) return;
    setTyped("");
    setFiles([]);
    field.current?.focus();
  };
  const keys = (event) => {
    if (suggest.keys(event)) return;
    if (event.key === "Enter" && !event.shiftKey && !event.isComposing) send(event);
  };
  const input = (event) => {
    setTyped(event.target.value);
    suggest.look(event.target.selectionStart);
    forgive();
  };
  const paste = (event) => {
    const pasted = [...(event.clipboardData?.files ?? [])];
    if (!pasted.length) return;
    event.preventDefault();
    add(pasted);
  };
  const addEmoji = (name) => {
    setTyped((before) => `${before}${before && !/\s$/.test(before) ? " " : ""}:${name}: `);
    field.current.focus();
  };
  const list = `offers-${place.replace(/\W/g, "-")}`;
  return html`<form class="composer" onSubmit=${send} aria-label=${placeholder}>
    ${suggest.rows.length > 0 && html`<${Offers} id=${list} rows=${suggest.rows} at=${suggest.at} take=${suggest.take} />`}
    ${refused && html`<p class="refusal" role="alert">${refused}</p>`}
    <div class="composer-box">
      <textarea ref=${field} rows="1" placeholder=${placeholder} aria-label=${placeholder} readonly=${busy} value=${typed}
        role="combobox" aria-autocomplete="list" aria-expanded=${suggest.rows.length > 0}
        aria-controls=${list} aria-activedescendant=${suggest.rows.length ? `${list}-${suggest.at}` : undefined}
        onInput=${input} onKeyDown=${keys} onPaste=${paste} onBlur=${() => suggest.look(null)}></textarea>
      ${files.length > 0 && html`<${Chosen} files=${files} drop=${(at) => setFiles(files.filter((_, index) => index !== at))} />`}
      <div class="composer-row">
        <input ref=${chooser} type="file" multiple hidden aria-label="Choose files" onChange=${(event) => {
          add([...event.target.files]);
          event.target.value = "";
        }} />
        <button type="button" class="quiet icon-only" aria-label="Add files" title="Add files"
          onClick=${() => chooser.current.click()}><${Icon} name="plus" /></button>
        <${PickerButton} choose=${addEmoji} label="Add an emoji" />
        <span class="composer-hint"><kbd>Enter</kbd> sends, <kbd>Shift Enter</kbd> starts a line</span>
        <button type="submit" class="send icon-only" aria-label="Send" title="Send"
          disabled=${busy || (!typed.trim() && !files.length)} aria-busy=${busy}><${Icon} name="up" /></button>
      </div>
    </div>
  </form>`;
}

/** Take files that are dropped anywhere on a panel. `incoming.current(files)` is the composer's. */
export function dropZone(incoming) {
  return {
    onDragOver: (event) => {
      if (![...event.dataTransfer.types].includes("Files")) return;
      event.preventDefault();
      event.currentTarget.dataset.drop = "over";
    },
    onDragLeave: (event) => {
      if (!event.currentTarget.contains(event.relatedTarget)) delete event.currentTarget.dataset.drop;
    },
    onDrop: (event) => {
      delete event.currentTarget.dataset.drop;
      if (!event.dataTransfer.files.length) return;
      event.preventDefault();
      incoming.current?.([...event.dataTransfer.files]);
    },
  };
}
