// Files under a message: clips and images stand inline, anything else is a row to download.
import { html, useState } from "../vendor/preact-htm/preact-htm.js";
import { bytes, timecode } from "../text/time.js";
import { useDesk } from "./desk_context.js";
import { Icon } from "./icons.js";

/** Where the browser may read it: an element sends no Authorization header, so the person's token travels in the address. */
function source(desk, address) {
  const url = new URL(address, location.origin);
  url.searchParams.set("t", desk.api.token);
  return url.pathname + url.search;
}

function Facts({ file, seconds, frame }) {
  const facts = [seconds ? timecode(seconds) : null, frame, file.size ? bytes(file.size) : null].filter(Boolean);
  const desk = useDesk();
  return html`<figcaption>
    <span class="file-name" title=${file.name}>${file.title || file.name}</span>
    <span class="num facts">${facts.map((fact) => html`<span>${fact}</span>`)}</span>
    <a class="quiet-link" href=${source(desk, file.url_private_download ?? file.url_private)} download=${file.name}>Original</a>
  </figcaption>`;
}

function Clip({ file }) {
  const desk = useDesk();
  const [facts, setFacts] = useState({ seconds: file.duration_ms ? file.duration_ms / 1000 : null, frame: null });
  const [broken, setBroken] = useState(false);
  const known = ({ target }) => setFacts({ seconds: target.duration, frame: `${target.videoWidth} × ${target.videoHeight}` });
  if (broken) return html`<${Row} file=${file} note="This browser cannot play it." />`;
  return html`<figure class="clip">
    <div class="strip"><video controls preload="metadata" playsinline src=${`${source(desk, file.url_private)}#t=0.001`}
      poster=${file.thumb_video ? source(desk, file.thumb_video) : undefined}
      aria-label=${`Clip ${file.title || file.name}`} onLoadedMetadata=${known} onError=${() => setBroken(true)}></video></div>
    <${Facts} file=${file} seconds=${facts.seconds} frame=${facts.frame} />
  </figure>`;
}

function Still({ file }) {
  const desk = useDesk();
  const address = source(desk, file.url_private);
  const frame = file.original_w ? `${file.original_w} × ${file.original_h}` : null;
  return html`<figure class="still">
    <a href=${address} target="_blank" rel="noopener noreferrer" aria-label=${`Open ${file.title || file.name}`}>
      <img src=${address} alt=${file.alt_txt || file.title || file.name} width=${file.original_w} height=${file.original_h}
        loading="lazy" />
    </a>
    <${Facts} file=${file} frame=${frame} />
  </figure>`;
}

function Sound({ file }) {
  const desk = useDesk();
  return html`<figure class="sound">
    <audio controls preload="metadata" src=${source(desk, file.url_private)} aria-label=${`Sound ${file.title || file.name}`}>
      </audio>
    <${Facts} file=${file} seconds=${file.duration_ms ? file.duration_ms / 1000 : null} />
  </figure>`;
}

function Row({ file, note }) {
  const desk = useDesk();
  return html`<a class="file-row" href=${source(desk, file.url_private_download ?? file.url_private)} download=${file.name}>
    <${Icon} name="file" />
    <span class="file-name">${file.title || file.name}${note && html`<small>${note}</small>`}</span>
    <span class="num facts">${file.size ? bytes(file.size) : ""}</span><${Icon} name="download" />
  </a>`;
}

export function FileView({ file }) {
  if (file.mode === "tombstone" || !file.url_private) return html`<p class="hush">This file was deleted.</p>`;
  if (file.mimetype?.startsWith("video/")) return html`<${Clip} file=${file} />`;
  if (/^image\/(png|jpe?g|gif|webp|avif)$/.test(file.mimetype ?? "")) return html`<${Still} file=${file} />`;
  if (file.mimetype?.startsWith("audio/")) return html`<${Sound} file=${file} />`;
  return html`<${Row} file=${file} />`;
}

export const Files = ({ files }) =>
  html`<div class="files">${files.map((file) => html`<${FileView} key=${file.id} file=${file} />`)}</div>`;
