// What dead tasks died of: a hundred with one cause are one line, and are tried again together.

import { html, nothing } from "../lit/lit-html.js";
import { repeat } from "../lit/directives/repeat.js";
import { get } from "../kit/api.js";
import { ago } from "../kit/format.js";
import { empty, loading, taskLink } from "../kit/parts.js";
import { write } from "../kit/query.js";
import { may } from "../kit/session.js";
import { t } from "../kit/words.js";
import { orderBulk } from "./bulk.js";

const SECONDS = 10;

export function dead(visit) {
  const screen = { errors: null };
  visit.show(() => view(visit, screen));
  visit.every(SECONDS, async () => {
    screen.errors = (await get("api/errors", {}, visit.signal)).errors;
  });
  return t("nav.dead");
}

function view(visit, screen) {
  return html`<h1>${t("nav.dead")}</h1><p class="hint">${t("dead.help")}</p>
    ${!screen.errors ? loading(6) : screen.errors.length
      ? html`<ul class="errors">${repeat(screen.errors, (error) => error.fingerprint, (error) => card(visit, error))}</ul>`
      : empty(t("dead.none"), t("dead.none.text"))}`;
}

function card(visit, error) {
  return html`<li class="card">
    <div class="head"><h2>${error.type} <span class="state dead">${t("dead.tasks", { n: error.tasks })}</span></h2>
      <div class="buttons">
        ${!may("operator") ? nothing : html`<button type="button"
          @click=${() => orderBulk(visit, "retry", { type: error.type, fingerprint: error.fingerprint })}>${t("dead.retry")}</button>`}
      </div></div>
    <pre class="error-text" dir="auto" tabindex="0">${error.error}</pre>
    <p class="hint">${t("dead.first")} ${ago(error.first_seen_at)} · ${t("dead.last")} ${ago(error.last_seen_at)} ·
      ${taskLink(error.last_task, t("dead.sample"))} ·
      <a href="#/tasks?q=${encodeURIComponent(write({ state: "dead", type: error.type, fingerprint: error.fingerprint }))}">${t("dead.list")}</a></p>
  </li>`;
}
