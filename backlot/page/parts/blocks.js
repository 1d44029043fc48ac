// Block Kit: one drawing for each block type, in messages and in views. The controls inside them are in elements.js.
import { html, useMemo } from "../vendor/preact-htm/preact-htm.js";
import { press } from "../desk/acts.js";
import { markdown } from "../text/markdown.js";
import { safeAddress, textObject } from "../text/mrkdwn.js";
import { richText } from "../text/rich_text.js";
import { useDesk, useTry } from "./desk_context.js";
import { Control } from "./elements.js";
import { FileView } from "./files.js";

/** Where a file that a block names is read: by its id, or by the one in its address. */
function fileAddress(desk, file) {
  const id = file.id ?? /\/(?:files-pri\/\w+?-|files\/\w+\/)(F[A-Z0-9]+)/.exec(file.url ?? "")?.[1];
  return id ? `${location.origin}/files-pri/${desk.state.session.team.id}-${id}/picture` : "";
}

/** Pictures come from the workspace itself or inline; the page reaches nothing else. */
function Picture({ image, className }) {
  const desk = useDesk();
  const address = image.image_url ?? (image.slack_file ? fileAddress(desk, image.slack_file) : "");
  const parsed = safeAddress(address);
  const own = parsed && parsed.origin === location.origin;
  if (!own && !address.startsWith("data:image/")) return html`<span class="hush">${image.alt_text}</span>`;
  if (own) parsed.searchParams.set("t", desk.api.token);
  return html`<img class=${className} src=${own ? parsed.pathname + parsed.search : address} alt=${image.alt_text} />`;
}

function Section({ block, host }) {
  const desk = useDesk();
  const accessory = block.accessory;
  return html`<div class="block section">
    <div class="section-words">
      ${block.text && html`<div class="words">${textObject(block.text, desk)}</div>`}
      ${block.fields && html`<div class="fields">${block.fields.map((field) => html`<div class="words">${textObject(field, desk)}
        </div>`)}</div>`}
    </div>
    ${accessory && html`<div class="accessory">${accessory.type === "image" ? html`<${Picture} image=${accessory}
      className="thumb" />` : html`<${Control} element=${accessory} block=${block} host=${host} />`}</div>`}
  </div>`;
}

function Context({ block }) {
  const desk = useDesk();
  return html`<div class="block context">
    ${block.elements.map((part) => (part.type === "image" ? html`<${Picture} image=${part} className="dot" />` : html`<span
      class="words">${textObject(part, desk)}</span>`))}
  </div>`;
}

const Actions = ({ block, host }) => html`<div class="block actions">
  ${block.elements.map((element) => html`<${Control} key=${element.action_id} element=${element} block=${block} host=${host} />`)}
</div>`;

function Input({ block, host }) {
  const desk = useDesk();
  const refused = host.errors?.[block.block_id];
  const id = `${host.id}-${block.block_id}`;
  return html`<div class=${refused ? "block input refused" : "block input"}>
    <label for=${id} id=${`${id}-label`}>${textObject(block.label, desk)}
      ${block.optional && html` <small class="hush">optional</small>`}</label>
    <${Control} element=${block.element} block=${block} host=${host} id=${id} input />
    ${refused && html`<p class="refusal" id=${`${id}-refusal`} role="alert">${refused}</p>`}
    ${block.hint && html`<p class="hint">${textObject(block.hint, desk)}</p>`}
  </div>`;
}

function Image({ block }) {
  const desk = useDesk();
  return html`<figure class="block still">
    ${block.title && html`<figcaption>${textObject(block.title, desk)}</figcaption>`}
    <${Picture} image=${block} />
  </figure>`;
}

const Header = ({ block }) => html`<h4 class="block header">${textObject(block.text, useDesk())}</h4>`;

const BLOCKS = {
  section: Section,
  header: Header,
  context: Context,
  divider: () => html`<hr class="block" />`,
  actions: Actions,
  context_actions: Actions,
  input: Input,
  image: Image,
  rich_text: ({ block }) => html`<div class="block">${richText(block, useDesk())}</div>`,
  markdown: ({ block }) => html`<div class="block">${markdown(block.text, useDesk())}</div>`,
  file: ({ block }) => (block.file ? html`<${FileView} file=${block.file} />` : null),
};

/** Blocks in order; an unknown type says its name rather than vanish. */
export function Blocks({ blocks, host }) {
  return blocks.map((block) => {
    const Drawn = BLOCKS[block.type];
    return Drawn
      ? html`<${Drawn} key=${block.block_id} block=${block} host=${host} />`
      : html`<p class="hush" key=${block.block_id}>A ${block.type} block, which this page does not draw.</p>`;
  });
}

/** The blocks of a message: a press goes to the app at once; a refusal is told under the blocks. */
export function MessageBlocks({ channel, message }) {
  const desk = useDesk();
  const [busy, refused, attempt] = useTry();
  const host = useMemo(
    () => ({
      id: `m${message.ts}`,
      act: (block, element, chosen) => attempt(() => press(desk, { channel, message_ts: message.ts }, block, element, chosen)),
    }),
    [channel, message.ts],
  );
  return html`<div class=${message.bot_id ? "blocks app" : "blocks"} aria-busy=${busy}>
    <${Blocks} blocks=${message.blocks} host=${host} />
    ${refused && html`<p class="refusal" role="alert">${refused}</p>`}
  </div>`;
}
