// Calls to the workspace: the Web API as one person, interactions, and the three-step upload.
import { Refusal } from "./errors.js";

const WAITS = 3;
const pause = (seconds) => new Promise((done) => setTimeout(done, seconds * 1000));

async function reach(address, options) {
  try {
    return await fetch(address, options);
  } catch (error) {
    if (error instanceof TypeError) throw new Refusal("offline");
    throw error;
  }
}

/** A refused call was not acted on when the answer is 429, so it may be sent again after the asked pause. */
async function ask(address, options) {
  for (let turn = 0; ; turn += 1) {
    const answer = await reach(address, options);
    if (answer.status === 429 && turn < WAITS) {
      await pause(Math.min(Number(answer.headers.get("Retry-After")) || 1, 15));
      continue;
    }
    if (!answer.headers.get("Content-Type")?.includes("json")) throw new Refusal(`http_${answer.status}`);
    const body = await answer.json();
    if (!body.ok) throw new Refusal(body.error ?? `http_${answer.status}`, body);
    return body;
  }
}

export class Api {
  constructor(token) {
    this.token = token;
  }

  /** One Web API method; objects and lists among the arguments travel as JSON strings. */
  call(method, args = {}) {
    const form = new URLSearchParams();
    for (const [name, value] of Object.entries(args)) {
      if (value === undefined || value === null) continue;
      form.set(name, typeof value === "object" ? JSON.stringify(value) : String(value));
    }
    return ask(`/api/${method}`, { method: "POST", headers: this.headers(), body: form });
  }

  /** A press, a submission, a command: what a person does to the app. */
  interact(act) {
    const headers = { ...this.headers(), "Content-Type": "application/json" };
    return ask("/backlot/interact", { method: "POST", headers, body: JSON.stringify(act) });
  }

  /** Upload the files and share them in one message. `where` is {channel_id, thread_ts?, initial_comment?}. */
  async upload(files, where) {
    const uploaded = [];
    for (const file of files) {
      const door = await this.call("files.getUploadURLExternal", { filename: file.name, length: file.size });
      const sent = await reach(new URL(door.upload_url).pathname + new URL(door.upload_url).search, {
        method: "POST",
        body: file,
      });
      if (!sent.ok) throw new Refusal(sent.status === 413 ? "file_too_large" : `http_${sent.status}`);
      uploaded.push({ id: door.file_id, title: file.name });
    }
    return this.call("files.completeUploadExternal", { files: uploaded, ...where });
  }

  headers() {
    return { Authorization: `Bearer ${this.token}` };
  }
}

/** Who is on this lot, and what the app offers. */
export async function readSession() {
  const answer = await reach("/backlot/session", {});
  if (!answer.ok) throw new Refusal("offline");
  return answer.json();
}
