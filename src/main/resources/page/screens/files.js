// The files that a task has made: sound is played, pictures are shown, the rest is fetched.

import { html, nothing } from "../lit/lit-html.js";
import { address, head } from "../kit/api.js";
import { bytes } from "../kit/format.js";
import { t } from "../kit/words.js";

// What the server sends as something that a browser may show.
const NAME = /^(gs:\/\/)?[^\s:?#]{1,1000}\.(aac|aiff?|flac|gif|jpe?g|json|m4a|mka|mkv|mov|mp3|mp4|oga|ogg|opus|png|srt|txt|vtt|wav|webm|webp)$/i;
const MAX_FILES = 20;
// Bytes. A larger picture is fetched by who wants it.
const MAX_PICTURE = 8 << 20;

/** Texts in a result that may be names of files, each once. */
function names(value, found = new Set()) {
  if (typeof value === "string") {
    if (NAME.test(value)) {
      found.add(value);
    }
  } else if (value !== null && typeof value === "object") {
    Object.values(value).forEach((part) => names(part, found));
  }
  return found;
}

function path(name) {
  return `api/files/${name.split("/").map(encodeURIComponent).join("/")}`;
}

/** Whoever can't have a file isn't shown it: it is in no storage, or its text only looks like a name. */
async function look(name, signal) {
  try {
    const { type, size } = await head(path(name), signal);
    return { name, type, size, url: address(path(name)).href };
  } catch {
    return null;
  }
}

export class Files {
  #visit;
  #result;
  #files = [];

  constructor(visit) {
    this.#visit = visit;
  }

  /** Asks the storage about the files of a result, once. */
  async load(result) {
    if (result === undefined || this.#result !== undefined) {
      return;
    }
    this.#result = result;
    const found = await Promise.all([...names(result)].slice(0, MAX_FILES).map((name) => look(name, this.#visit.signal)));
    this.#files = found.filter(Boolean);
  }

  show() {
    return this.#files.length ? html`<section class="card" aria-labelledby="files"><h2 id="files">${t("task.files")}</h2>
      <ul class="lines">${this.#files.map(file)}</ul></section>` : nothing;
  }
}

function file({ name, type, size, url }) {
  const kind = type.split("/")[0];
  return html`<li><p><a href=${url} target="_blank" rel="noreferrer" dir="auto">${name}</a> <small>${type.split(";")[0]} · ${bytes(size)}</small></p>
    ${kind === "audio" ? html`<audio controls preload="none" src=${url} aria-label=${name}></audio>` : nothing}
    ${kind === "video" ? html`<video controls preload="none" src=${url} aria-label=${name}></video>` : nothing}
    ${kind === "image" && size <= MAX_PICTURE ? html`<img class="preview" src=${url} alt=${name} loading="lazy">` : nothing}</li>`;
}
