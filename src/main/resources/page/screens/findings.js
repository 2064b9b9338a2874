// What the doctor finds wrong on the server, with the remedy.

import { html, nothing } from "../lit/lit-html.js";
import { get, post } from "../kit/api.js";
import { say } from "../kit/dialog.js";
import { may } from "../kit/session.js";
import { t } from "../kit/words.js";

// Milliseconds. The server asks everything anew once a minute.
const FRESH = 60_000;
// A server that asks far ends anew may be a moment late. Then the rest is shown before, and this is added.
const PATIENCE = 800;

/** Asks now and then, beside what a screen shows. */
export class Findings {
  #visit;
  #problems = [];
  #asked = 0;

  constructor(visit) {
    this.#visit = visit;
  }

  /** Ends when there are new ones, or soon. */
  refresh() {
    if (Date.now() - this.#asked < FRESH) {
      return undefined;
    }
    this.#asked = Date.now();
    return Promise.race([this.#ask(), new Promise((resolve) => setTimeout(resolve, PATIENCE))]);
  }

  async #ask() {
    try {
      this.#take(await get("api/findings", {}, this.#visit.signal));
      this.#visit.draw();
    } catch {
      // What is shown beside it says whether the server can be reached.
      this.#asked = 0;
    }
  }

  #take({ findings }) {
    this.#problems = findings.filter(({ state }) => state === "PROBLEM");
  }

  #again() {
    return this.#visit.attempt(async () => {
      this.#take(await post("api/findings"));
      say(this.#problems.length ? t("findings.left", { n: this.#problems.length }) : t("findings.none"));
    });
  }

  show() {
    if (!this.#problems.length) {
      return nothing;
    }
    return html`<section class="card bad" aria-labelledby="findings">
      <div class="head"><h2 id="findings">${t("findings")}</h2>
        ${may("operator") ? html`<button type="button" class="small" @click=${() => this.#again()}>${t("findings.again")}</button>` : nothing}</div>
      <dl>${this.#problems.map(({ subject, text }) =>
        html`<div><dt>${subject}</dt><dd dir="auto">${text}</dd></div>`)}</dl></section>`;
  }
}
