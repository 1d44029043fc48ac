// The live feed of one person: a socket that opens itself again. What frames mean is in frames.js.

const FIRST_WAIT = 250;
const LAST_WAIT = 4000;

export class Live {
  /** `told.frame(frame)`, `told.opened(again)`, `told.lost()`. `ready` resolves when it is open for the first time. */
  constructor(token, told) {
    this.token = token;
    this.told = told;
    this.wait = FIRST_WAIT;
    this.before = false;
    this.ended = false;
    this.ready = new Promise((done) => {
      this.heard = done;
    });
    this.open();
  }

  open() {
    const scheme = location.protocol === "https:" ? "wss" : "ws";
    this.socket = new WebSocket(`${scheme}://${location.host}/backlot/live?token=${encodeURIComponent(this.token)}`);
    this.socket.addEventListener("open", () => {
      this.wait = FIRST_WAIT;
      this.told.opened(this.before);
      this.before = true;
      this.heard();
    });
    this.socket.addEventListener("message", (event) => this.told.frame(JSON.parse(event.data)));
    this.socket.addEventListener("close", () => this.closed());
  }

  closed() {
    if (this.ended) return;
    this.told.lost();
    this.timer = setTimeout(() => this.open(), this.wait);
    this.wait = Math.min(this.wait * 2, LAST_WAIT);
  }

  /** Try at once, e.g. when the browser says that the network is back. */
  hurry() {
    if (this.ended || this.socket.readyState === WebSocket.OPEN || this.socket.readyState === WebSocket.CONNECTING) return;
    clearTimeout(this.timer);
    this.open();
  }

  end() {
    this.ended = true;
    clearTimeout(this.timer);
    this.socket.close();
  }
}
