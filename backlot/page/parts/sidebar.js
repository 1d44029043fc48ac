// The lot: channels, the app, who is looking, the light, and whether the app is connected.
import { html, useState } from "../vendor/preact-htm/preact-htm.js";
import { openDirect } from "../desk/acts.js";
import { LIGHTS, readLight, setLight } from "../desk/drafts.js";
import { sentence } from "../desk/errors.js";
import { Avatar } from "./avatar.js";
import { useDesk, useTry } from "./desk_context.js";
import { NewChannel } from "./dialogs.js";
import { Icon } from "./icons.js";
import { MenuButton } from "./popover.js";

const byName = (a, b) => a.name.localeCompare(b.name);

function Row({ channel }) {
  const { route, latest, marks, called } = useDesk().state;
  const open = route.place === "channel" && route.channel === channel.id;
  const unread = !open && channel.is_member && Number(latest[channel.id] ?? 0) > Number(marks[channel.id] ?? 0);
  const classes = ["nav-row", unread && "unread", !channel.is_member && "outside"].filter(Boolean).join(" ");
  return html`<a class=${classes} href=${`#/${channel.id}`} aria-current=${open ? "page" : undefined}>
    <${Icon} name="hash" /><span class="nav-name">${channel.name}</span>
    ${unread && html`<span class="unseen">, unread</span>`}
    ${called[channel.id] > 0 ? html`<span class="badge num" aria-label=${`${called[channel.id]} for you`}>${called[channel.id]}
      </span>` : unread && html`<span class="pip"></span>`}
  </a>`;
}

function AppRows() {
  const desk = useDesk();
  const { route, session, channels, appConnected, latest, marks, called } = desk.state;
  const [, refused, attempt] = useTry();
  const direct = Object.values(channels).find((channel) => channel.is_im && channel.user === session.bot.id);
  const open = direct && route.channel === direct.id;
  const unread = direct && !open && Number(latest[direct.id] ?? 0) > Number(marks[direct.id] ?? 0);
  const words = appConnected === null ? "not known yet" : appConnected ? "connected" : "not connected";
  return html`<a class="nav-row tall" href="#/home" aria-current=${route.place === "home" ? "page" : undefined}>
      <${Avatar} id=${session.bot.id} small /><span class="nav-name">${desk.nameOf(session.bot.id)}</span>
      <span class=${`connected ${appConnected ? "on" : "off"}`} role="img" aria-label=${words} title=${words}></span>
    </a>
    <button type="button" class=${unread ? "nav-row unread" : "nav-row"} aria-current=${open ? "page" : undefined}
      onClick=${() => attempt(() => openDirect(desk, session.bot.id))}>
      <${Icon} name="reply" /><span class="nav-name">Direct messages</span>
      ${direct && called[direct.id] > 0 && !open && html`<span class="badge num" aria-label=${`${called[direct.id]} new`}>
        ${called[direct.id]}</span>`}
    </button>
    ${refused && html`<p class="refusal" role="alert">${refused}</p>`}`;
}

const LIGHT_FACES = { auto: ["half", "As the system"], light: ["sun", "Light"], dark: ["moon", "Dark"] };

function LightSwitch() {
  const [light, choose] = useState(readLight());
  const pick = (next) => {
    setLight(next);
    choose(next);
  };
  const items = LIGHTS.map((key) => ({ key, words: LIGHT_FACES[key][1], icon: LIGHT_FACES[key][0], chosen: key === light }));
  return html`<${MenuButton} label=${`Light: ${LIGHT_FACES[light][1]}`} icon=${LIGHT_FACES[light][0]} items=${items}
    pick=${pick} />`;
}

function Looker() {
  const desk = useDesk();
  const { me, session } = desk.state;
  const [, , attempt] = useTry();
  const note = (who) => who.profile?.title || who.title || who.key;
  const items = session.people.map((who) => ({
    key: who.id,
    words: desk.nameOf(who.id),
    note: note(who),
    face: html`<${Avatar} id=${who.id} small />`,
    chosen: who.id === me.id,
  }));
  const face = html`<${Avatar} id=${me.id} /><span class="who"><strong>${desk.nameOf(me.id)}</strong><small>${note(me)}</small>
    </span><${Icon} name="down" />`;
  const pick = (id) => attempt(() => desk.become(session.people.find((who) => who.id === id)));
  return html`<${MenuButton} label=${`Looking as ${desk.nameOf(me.id)}. Switch person`} title="Switch person" items=${items}
    pick=${pick} face=${face} className="looker quiet" />`;
}

export function Sidebar({ close }) {
  const desk = useDesk();
  const { channels, session, failed } = desk.state;
  const [naming, setNaming] = useState(false);
  const rooms = Object.values(channels)
    .filter((channel) => channel.name && !channel.is_im && !channel.is_archived)
    .sort(byName);
  const mine = rooms.filter((channel) => channel.is_member);
  const others = rooms.filter((channel) => !channel.is_member);
  return html`<nav class="sidebar" aria-label="Channels">
    <header class="lot-head"><strong class="lot-name">${session.team.name}</strong><button type="button"
      class="quiet icon-only narrow-only" aria-label="Close the channels" onClick=${close}><${Icon} name="close" /></button></header>
    <div class="nav-rows">
      <div class="nav-head"><h2>Channels</h2><button type="button" class="quiet icon-only small" aria-label="New channel"
        title="New channel" onClick=${() => setNaming(true)}><${Icon} name="plus" /></button></div>
      ${mine.map((channel) => html`<${Row} key=${channel.id} channel=${channel} />`)}
      ${others.length > 0 && html`<div class="nav-head"><h2>Not joined</h2></div>
        ${others.map((channel) => html`<${Row} key=${channel.id} channel=${channel} />`)}`}
      <div class="nav-head"><h2>App</h2></div>
      <${AppRows} />
      ${failed && html`<p class="refusal" role="alert">${sentence(failed)}</p>`}
    </div>
    <footer class="lot-foot"><${Looker} /><${LightSwitch} /></footer>
    ${naming && html`<${NewChannel} close=${() => setNaming(false)} />`}
  </nav>`;
}
