// What dead tasks died of: a hundred with one cause are one line, and are tried again together.

import { html, nothing } from "../lit/lit-html.js";
import { repeat } from "../lit/directives/repeat.js";
import { get, post } from "../kit/api.js";
import { confirm, say } from "../kit/dialog.js";
import { ago, number } from "../kit/format.js";
import { empty, loading, taskLink } from "../kit/parts.js";
import { write } from "../kit/query.js";
import { may } from "../kit/session.js";
import { t } from "../kit/words.js";

const SECONDS = 10;
// A second: what has failed together needn't fail together again.
const RATE = 20;

export function dead(visit) {
  const screen = { errors: null, retrying: null };
  visit.show(() => view(visit, screen));
  visit.every(SECONDS, () => load(visit, screen));
  return t("nav.dead");
}

async function load(visit, screen) {
  if (!screen.retrying) {
    screen.errors = (await get("api/errors", {}, visit.signal)).errors;
  }
}

/** Tries again what is dead now, a few at a time; leaving the screen stops it. */
async function retryAll(visit, screen, error) {
  const reason = await confirm({
    reason: true,
    title: t("dead.retry.title", { n: error.tasks }), text: t("dead.retry.text", { rate: RATE }), action: t("retry.do"),
  });
  if (reason === null) {
    return;
  }
  screen.retrying = { fingerprint: error.fingerprint, done: 0, total: error.tasks };
  await visit.attempt(async () => {
    const { tasks } = await get(`api/errors/${error.fingerprint}/tasks`, {}, visit.signal);
    screen.retrying.total = tasks.length;
    for (const id of tasks) {
      visit.signal.throwIfAborted();
      await again(id, reason);
      screen.retrying.done++;
      visit.draw();
      await new Promise((resolve) => { setTimeout(resolve, 1000 / RATE); });
    }
  });
  say(t("dead.retried", { n: screen.retrying.done }));
  screen.retrying = null;
  await visit.attempt(() => load(visit, screen));
}

/** One that somebody else has tried again meanwhile is no trouble. */
async function again(id, reason) {
  try {
    await post(`api/tasks/${id}/retry`, reason ? { reason } : {});
  } catch (problem) {
    if (problem.status !== 409 && problem.status !== 404) {
      throw problem;
    }
  }
}

function view(visit, screen) {
  return html`<h1>${t("nav.dead")}</h1><p class="hint">${t("dead.help")}</p>
    ${!screen.errors ? loading(6) : screen.errors.length
      ? html`<ul class="errors">${repeat(screen.errors, (error) => error.fingerprint, (error) => card(visit, screen, error))}</ul>`
      : empty(t("dead.none"), t("dead.none.text"))}`;
}

function card(visit, screen, error) {
  const { retrying } = screen;
  const mine = retrying?.fingerprint === error.fingerprint;
  return html`<li class="card">
    <div class="head"><h2>${error.type} <span class="state dead">${t("dead.tasks", { n: error.tasks })}</span></h2>
      <div class="buttons">
        ${mine ? html`<progress max=${retrying.total} .value=${retrying.done} aria-label=${t("task.progress")}></progress>
          ${t("progress.of", { done: number(retrying.done), total: number(retrying.total) })}` : nothing}
        ${!may("operator") ? nothing : html`<button type="button" ?disabled=${Boolean(retrying)}
          @click=${() => retryAll(visit, screen, error)}>${t("dead.retry")}</button>`}
      </div></div>
    <pre class="error-text" dir="auto">${error.error}</pre>
    <p class="hint">${t("dead.first")} ${ago(error.first_seen_at)} · ${t("dead.last")} ${ago(error.last_seen_at)} ·
      ${taskLink(error.last_task, t("dead.sample"))} ·
      <a href="#/tasks?q=${encodeURIComponent(write({ state: "dead", type: error.type }))}">${t("dead.list")}</a></p>
  </li>`;
}
