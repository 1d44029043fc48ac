// Line icons, 20 px on a grid of 20. They are decoration: the control that holds one carries the label.
import { html } from "../vendor/preact-htm/preact-htm.js";

const PATHS = {
  hash: "M7.5 3 6 17M14 3l-1.5 14M3.5 7.5h13M3 12.5h13",
  plus: "M10 4v12M4 10h12",
  close: "m5 5 10 10M15 5 5 15",
  back: "m12 4-6 6 6 6",
  down: "m5 8 5 5 5-5",
  more: "M4.5 10h.01M10 10h.01M15.5 10h.01",
  smile: "M10 17a7 7 0 1 0 0-14 7 7 0 0 0 0 14ZM7 11.5c.7 1.3 1.7 2 3 2s2.3-.7 3-2M7.7 8h.01M12.3 8h.01",
  reply: "M4 4.5h12v8.5H9.5L6 16v-3H4z",
  send: "M3.5 10 16.5 4l-4 12.5-3-5z",
  clip: "m14.5 8.5-5.4 5.4a2.3 2.3 0 0 1-3.3-3.3l6-6a3.6 3.6 0 0 1 5.1 5.1l-6.3 6.3",
  link: "M8.5 11.5a3 3 0 0 0 4.3 0l2.7-2.7a3 3 0 0 0-4.3-4.3L10 5.7M11.5 8.5a3 3 0 0 0-4.3 0l-2.7 2.7a3 3 0 0 0 4.3 4.3l1.2-1.2",
  pencil: "m4 16 .8-3.5L13 4.3l2.7 2.7-8.2 8.2z",
  bin: "M4 6h12M8 6V4h4v2M5.5 6l.7 10h7.6l.7-10M8.5 9v4.5M11.5 9v4.5",
  people:
    "M7.5 9.5a2.7 2.7 0 1 0 0-5.4 2.7 2.7 0 0 0 0 5.4ZM2.5 16c.3-2.7 2.2-4.3 5-4.3s4.7 1.6 5 4.3M12.7 4.3a2.6 2.6 0 0 1 0 5M14.5 12c1.8.5 2.8 1.9 3 4",
  stop: "M5.5 5.5h9v9h-9z",
  download: "M10 3.5v9M6 9l4 4 4-4M4 16.5h12",
  menu: "M3.5 5.5h13M3.5 10h13M3.5 14.5h13",
  sun: "M10 13.5a3.5 3.5 0 1 0 0-7 3.5 3.5 0 0 0 0 7ZM10 1.5v2M10 16.5v2M1.5 10h2M16.5 10h2M4 4l1.4 1.4M14.6 14.6 16 16M4 16l1.4-1.4M14.6 5.4 16 4",
  moon: "M16.5 11.8A7 7 0 0 1 8.2 3.5a7 7 0 1 0 8.3 8.3Z",
  half: "M10 17a7 7 0 1 0 0-14 7 7 0 0 0 0 14ZM10 3v14M10 6h4M10 9h6M10 12h5.5M10 15h3",
  file: "M5 3h6.5L15 6.5V17H5zM11.5 3v3.5H15",
  check: "m4.5 10.5 3.5 3.5 7.5-8",
  up: "M10 16V4.5M5 9.5l5-5 5 5",
};

export const Icon = ({ name }) =>
  html`<svg class=${`icon icon-${name}`} viewBox="0 0 20 20" aria-hidden="true"><path d=${PATHS[name]} /></svg>`;

/** The app's own mark: a slate with its clapper. */
export const Slate = () => html`<svg class="slate-mark" viewBox="0 0 32 32" aria-hidden="true">
  <path class="board" d="M6 13h20v11a2 2 0 0 1-2 2H8a2 2 0 0 1-2-2z" />
  <path class="clapper" d="M5.4 10.6 25 5.4l.9 3.4L6.3 14z" />
  <path class="stripe" d="m9.4 9.5 2.6 3M15 8l2.6 3M20.6 6.5l2.6 3" />
</svg>`;
