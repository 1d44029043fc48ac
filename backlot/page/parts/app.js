// The whole page: sidebar, the open place, the thread beside it, and what floats above.
import { html, useEffect, useState } from "../vendor/preact-htm/preact-htm.js";
import { closeThread } from "../desk/acts.js";
import { Channel } from "./channel.js";
import { DeskContext, useRedraw } from "./desk_context.js";
import { Question } from "./dialogs.js";
import { Home } from "./home.js";
import { Modals } from "./modal.js";
import { Sidebar } from "./sidebar.js";
import { Thread } from "./thread.js";

/** A short break is nothing to tell; only one that lasts. */
function Connection({ desk }) {
  const { online } = desk.state;
  const [told, setTold] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setTold(!online), online ? 0 : 600);
    return () => clearTimeout(timer);
  }, [online]);
  return html`<div class=${told ? "connection shown" : "connection"} role="status">
    ${told && "The workspace does not answer. Trying again; what you type is kept."}</div>`;
}

function title(state) {
  const { route, channels, session } = state;
  const channel = channels[route.channel];
  const called = Object.values(state.called).reduce((sum, count) => sum + count, 0);
  const place =
    route.place === "home" || channel?.is_im
      ? (session.bot.real_name ?? session.bot.name)
      : channel?.name
        ? `#${channel.name}`
        : session.team.name;
  return `${called ? `(${called}) ` : ""}${place} · ${session.team.name}`;
}

export function App({ desk }) {
  useRedraw(desk);
  const { route, channels, me, heard } = desk.state;
  const [menu, setMenu] = useState(false);
  const channel = channels[route.channel];
  useEffect(() => {
    document.title = title(desk.state);
  });
  useEffect(() => setMenu(false), [route, me.id]);
  const escape = (event) => {
    if (event.key === "Escape" && route.thread && !event.defaultPrevented && event.target.closest(".thread"))
      closeThread(desk, route.channel);
  };
  const classes = ["lot", route.thread && channel && "with-thread", menu && "with-menu"].filter(Boolean).join(" ");
  return html`<${DeskContext.Provider} value=${desk}>
    <${Connection} desk=${desk} />
    <div class=${classes} key=${me.id} onKeyDown=${escape}>
      <${Sidebar} close=${() => setMenu(false)} />
      <main class="place">
        ${route.place === "home" && html`<${Home} openMenu=${() => setMenu(true)} />`}
        ${route.place === "channel" && channel && html`<${Channel} key=${channel.id} channel=${channel}
          openMenu=${() => setMenu(true)} />`}
        ${route.place !== "home" && !channel && html`<p class="opening">No channel is open.</p>`}
      </main>
      ${route.thread && channel && html`<${Thread} key=${route.thread} channel=${channel} ts=${route.thread} lit=${route.ts} />`}
    </div>
    <${Modals} /><${Question} />
    <div class="unseen" role="log" aria-live="polite">${heard}</div>
  <//>`;
}
