// The app's Home tab, as it published it for this person.
import { html } from "../vendor/preact-htm/preact-htm.js";
import { openDirect, press } from "../desk/acts.js";
import { Blocks } from "./blocks.js";
import { useDesk, useTry } from "./desk_context.js";
import { Icon } from "./icons.js";

export function Home({ openMenu }) {
  const desk = useDesk();
  const { home, session, appConnected } = desk.state;
  const [busy, refused, attempt] = useTry();
  const name = desk.nameOf(session.bot.id);
  const host = {
    id: "home",
    act: (block, element, chosen) => attempt(() => press(desk, { view_id: home.id }, block, element, chosen)),
  };
  return html`<section class="panel" aria-label=${`${name}, home`}>
    <header class="place-head">
      <button type="button" class="quiet icon-only narrow-only" aria-label="Show the channels" onClick=${openMenu}><${Icon}
        name="menu" /></button>
      <h1>${name}</h1>
      <nav class="tabs" aria-label=${name}><a href="#/home" aria-current="page">Home</a><button type="button" class="quiet"
        onClick=${() => attempt(() => openDirect(desk, session.bot.id))}>Messages</button></nav>
    </header>
    <div class="list"><div class="home blocks" aria-busy=${busy}>
      ${home ? html`<${Blocks} blocks=${home.blocks} host=${host} />` : html`<p class="hush">
        ${appConnected === false ? `${name} is not connected. Its home appears when it is.` : `${name} has not put anything here yet.`}</p>`}
      ${refused && html`<p class="refusal" role="alert">${refused}</p>`}
    </div></div>
  </section>`;
}
