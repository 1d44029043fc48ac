// Things that float beside a control: menus and panels. Closed by Escape, a click elsewhere, or a choice.
import { html, useEffect, useLayoutEffect, useRef, useState } from "../vendor/preact-htm/preact-htm.js";
import { Icon } from "./icons.js";

const GAP = 4;

/** Beside its anchor, kept within the window. */
function settle(panel, anchor) {
  const at = anchor.getBoundingClientRect();
  const { offsetWidth: wide, offsetHeight: high } = panel;
  const below = at.bottom + GAP + high <= window.innerHeight - GAP || at.top < high + GAP * 2;
  const top = below ? at.bottom + GAP : at.top - GAP - high;
  const left = at.left + wide <= window.innerWidth - GAP ? at.left : at.right - wide;
  panel.style.top = `${Math.max(GAP, Math.min(top, window.innerHeight - high - GAP))}px`;
  panel.style.left = `${Math.max(GAP, Math.min(left, window.innerWidth - wide - GAP))}px`;
}

/** A floating panel; `anchor` is a ref to the control that opened it. */
export function Popover({ anchor, close, label, role = "dialog", wide = false, children }) {
  const panel = useRef(null);
  useLayoutEffect(() => {
    settle(panel.current, anchor.current);
    panel.current.querySelector("[data-first], input, [role^=menuitem], button")?.focus({ preventScroll: true });
  }, []);
  useEffect(() => {
    const outside = (event) => {
      if (!panel.current?.contains(event.target) && !anchor.current?.contains(event.target)) close(false);
    };
    const moved = () => panel.current && anchor.current && settle(panel.current, anchor.current);
    document.addEventListener("pointerdown", outside, true);
    window.addEventListener("resize", moved);
    return () => {
      document.removeEventListener("pointerdown", outside, true);
      window.removeEventListener("resize", moved);
    };
  }, []);
  const keys = (event) => {
    if (event.key !== "Escape") return;
    event.preventDefault();
    event.stopPropagation();
    close(true);
  };
  return html`<div ref=${panel} class=${wide ? "popover wide" : "popover"} role=${role} aria-label=${label} onKeyDown=${keys}>
    ${children}</div>`;
}

/** Arrow keys walk through the items of a menu or a list of choices. */
export function walk(event, selector) {
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (!step) return;
  const items = [...event.currentTarget.querySelectorAll(selector)];
  const at = items.indexOf(document.activeElement);
  items[(at + step + items.length) % items.length]?.focus();
  event.preventDefault();
}

/** A button with a menu. `items`: [{key, words, icon?, note?, danger?, chosen?}], null for a rule; `pick(key)`. */
export function MenuButton({ label, icon = "more", items, pick, face, className = "quiet icon-only", title }) {
  const [open, setOpen] = useState(false);
  const anchor = useRef(null);
  const close = (back) => {
    setOpen(false);
    if (back) anchor.current?.focus();
  };
  const choose = (key) => {
    close(true);
    pick(key);
  };
  return html`<span class="menu-anchor">
    <button ref=${anchor} type="button" class=${className} aria-label=${label} title=${title ?? label} aria-haspopup="menu"
      aria-expanded=${open} onClick=${() => setOpen(!open)}>
      ${face ?? html`<${Icon} name=${icon} />`}
    </button>
    ${open && html`<${Popover} anchor=${anchor} close=${close} label=${label} role="menu"><${MenuItems} items=${items}
      choose=${choose} /><//>`}
  </span>`;
}

function MenuItems({ items, choose }) {
  return html`<div class="menu" onKeyDown=${(event) => walk(event, "[role^=menuitem]")}>
    ${items.map((item) =>
      item === null
        ? html`<hr />`
        : html`<button type="button" role=${"chosen" in item ? "menuitemradio" : "menuitem"}
          aria-checked=${"chosen" in item ? String(item.chosen) : undefined}
            class=${item.danger ? "menu-item danger" : "menu-item"} onClick=${() => choose(item.key)}>
            ${item.face ?? (item.icon && html`<${Icon} name=${item.icon} />`)}
            <span class="menu-words">${item.words}${item.note && html`<small>${item.note}</small>`}</span>
            ${item.chosen && html`<${Icon} name="check" />`}
          </button>`,
    )}
  </div>`;
}
