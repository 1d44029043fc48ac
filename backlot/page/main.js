// Opens the page: light, emoji, desk, then the first drawing.
import { html, render } from "./vendor/preact-htm/preact-htm.js";
import { Desk } from "./desk/desk.js";
import { readLight, setLight } from "./desk/drafts.js";
import { sentence } from "./desk/errors.js";
import { inside } from "./desk/route.js";
import { App } from "./parts/app.js";
import { loadEmoji } from "./text/emoji.js";

const FIRST_TRY = 500;

/** A permalink of the Web API that was opened as it is leads to the same message here. */
function enterByPermalink() {
  const hash = inside(new URL(location.href));
  if (hash && location.pathname !== "/") history.replaceState(null, "", `/${hash}`);
}

async function open(root) {
  enterByPermalink();
  setLight(readLight());
  const desk = new Desk(await loadEmoji());
  try {
    await desk.start();
  } catch (error) {
    desk.live?.end();
    throw error;
  }
  root.replaceChildren();
  render(html`<${App} desk=${desk} />`, root);
  window.addEventListener("hashchange", () => desk.follow());
  window.addEventListener("online", () => desk.live.hurry());
  document.addEventListener("visibilitychange", () => desk.read());
}

/** The workspace may start after the page: keep asking, and say so. */
async function openWhenReady(root) {
  for (;;) {
    try {
      return await open(root);
    } catch (error) {
      const words = document.createElement("p");
      words.className = "opening";
      words.textContent = error instanceof TypeError ? "The workspace does not answer yet." : sentence(error);
      root.replaceChildren(words);
      await new Promise((done) => setTimeout(done, FIRST_TRY * 2));
    }
  }
}

openWhenReady(document.getElementById("page"));
