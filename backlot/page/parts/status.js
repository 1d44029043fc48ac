// What the app is doing in a thread, in its own words, with a stop button while it works.
import { html, useEffect, useState } from "../vendor/preact-htm/preact-htm.js";
import { openThread, stop } from "../desk/acts.js";
import { threadKey } from "../desk/talk.js";
import { useDesk, useTry } from "./desk_context.js";
import { Icon } from "./icons.js";

const TURN = 3000;

/** One loading message after the other, else the status itself. */
function useTurning(row) {
  const [turn, setTurn] = useState(0);
  useEffect(() => {
    setTurn(0);
    const timer = setInterval(() => setTurn((count) => count + 1), TURN);
    return () => clearInterval(timer);
  }, [row]);
  return row.loading.length ? row.loading[turn % row.loading.length] : null;
}

function Line({ channel, ts, row, children }) {
  const desk = useDesk();
  const loading = useTurning(row);
  const [busy, refused, attempt] = useTry();
  const name = desk.nameOf(desk.state.session.bot.id);
  const said = row.text.toLowerCase().startsWith(name.toLowerCase()) ? row.text : `${name} ${row.text || "is working"}`;
  return html`<div class="status" role="status">
    <span class="reel" aria-hidden="true"></span><span>${loading ?? said}</span>
    ${row.stoppable && html`<button type="button" class="small" disabled=${busy}
      onClick=${() => attempt(() => stop(desk, channel, ts))}><${Icon} name="stop" />Stop</button>`}
    ${children}
    ${refused && html`<span class="refusal" role="alert">${refused}</span>`}
  </div>`;
}

export function Status({ channel, ts }) {
  const row = useDesk().state.statuses[threadKey(channel, ts)];
  return row ? html`<${Line} channel=${channel} ts=${ts} row=${row} />` : null;
}

/** In the channel: one line for each thread at work that is not open beside it. */
export function ChannelStatuses({ channel }) {
  const desk = useDesk();
  const { statuses, route } = desk.state;
  const rows = Object.entries(statuses).filter(
    ([key]) => key.startsWith(`${channel}:`) && key !== threadKey(channel, route.thread),
  );
  return rows.map(([key, row]) => {
    const ts = key.slice(channel.length + 1);
    return html`<${Line} key=${key} channel=${channel} ts=${ts} row=${row}>
      <button type="button" class="quiet small" onClick=${() => openThread(desk, channel, ts)}>Open thread</button>
    <//>`;
  });
}
