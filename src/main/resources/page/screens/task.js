// One task: how it stands, what happened to it, what it was given and what it gave.

import { html, nothing } from "../lit/lit-html.js";
import { address, get, post, remove } from "../kit/api.js";
import { confirm, say } from "../kit/dialog.js";
import { ago, between, exact, number } from "../kit/format.js";
import { stringify, tree } from "../kit/json.js";
import { copy, loading, progress, state, taskLink } from "../kit/parts.js";
import { may, seesData } from "../kit/session.js";
import { t } from "../kit/words.js";
import { Files } from "./files.js";
import { Relatives } from "./relatives.js";
import { attempts, steps, timeline } from "./timeline.js";

const SECONDS = 1;
// However fast it goes, a reader sees no more than this.
const GAP = 0.3;
const FINAL = ["SUCCEEDED", "DEAD", "CANCELLED"];

export function task(visit, id) {
  const screen = { id, task: null, seen: "", visit, watched: false, files: new Files(visit), relatives: new Relatives(visit, id) };
  visit.show(() => (screen.task ? view(screen) : html`<h1>${t("task")}</h1>${loading(10)}`));
  watch(screen);
  return `${t("task")} ${id.slice(0, 13)}`;
}

/** Follows it to its end: the short status at each of its news, and everything when that has changed. */
function watch(screen) {
  if (screen.watched) {
    return;
  }
  screen.watched = true;
  screen.visit.onNews(SECONDS, GAP, { task: screen.id }, async () => {
    screen.watched = await read(screen);
    return screen.watched;
  }, (event) => {
    if (event.type === "task.progress" && screen.task) {
      screen.task.progress = event.data.progress;
      screen.visit.draw();
    }
  });
}

/** Whether there is more to come. */
async function read(screen) {
  const resource = `api/tasks/${encodeURIComponent(screen.id)}`;
  if (!screen.task) {
    await readAll(screen, resource);
    return !FINAL.includes(screen.task.state);
  }
  const { status, attempt, progress: done } = await get(`${resource}/status`, {}, screen.visit.signal);
  const seen = `${status} ${attempt} ${done?.done}`;
  if (seen !== screen.seen) {
    screen.seen = seen;
    await readAll(screen, resource);
  }
  return !FINAL.includes(status);
}

async function readAll(screen, resource) {
  const task = await get(resource, {}, screen.visit.signal);
  await screen.relatives.load(`${task.state} ${task.attempt}`);
  screen.task = task;
  screen.files.load(task.result).then(() => screen.visit.draw());
}

async function act(screen, path, body, done) {
  await screen.visit.attempt(async () => {
    const answer = await post(`api/tasks/${screen.task.task_id}/${path}`, body);
    say(done(answer));
    screen.task = await get(`api/tasks/${screen.task.task_id}`);
  });
  watch(screen);
}

async function cancel(screen) {
  const reason = await confirm({
    title: t("cancel.title"), text: t("cancel.text"), action: t("cancel.do"), danger: true, reason: true,
  });
  if (reason !== null) {
    await act(screen, "cancel", reason ? { reason } : {}, (answer) => t(answer.cancelled ? "cancel.done" : "cancel.late"));
  }
}

async function retry(screen) {
  const reason = await confirm({ title: t("retry.title"), text: t("retry.text"), action: t("retry.do"), reason: true });
  if (reason !== null) {
    await act(screen, "retry", reason ? { reason } : {}, () => t("retry.done"));
  }
}

async function erase(screen) {
  const reason = await confirm({
    title: t("delete.title"), text: t("delete.text"), action: t("delete.do"), danger: true, reason: true,
  });
  if (reason !== null) {
    await screen.visit.attempt(async () => {
      await remove(`api/tasks/${screen.task.task_id}`, { reason });
      say(t("delete.done"));
      location.hash = "#/tasks";
    });
  }
}

function view(screen) {
  const it = screen.task;
  return html`
    <p class="back"><a href="#/tasks">${t("nav.tasks")}</a></p>
    <div class="head">
      <h1>${it.type} ${state(it.state)}</h1>
      <div class="buttons">${actions(screen)}</div>
    </div>
    <p class="subject"><code>${it.task_id}</code> ${copy(t("copy.id"), () => it.task_id)}</p>
    ${it.error ? html`<div class="card bad"><h2>${t(it.state === "DEAD" ? "task.died" : "task.error")}</h2>
      <pre class="text" dir="auto" tabindex="0">${it.error}</pre></div>` : nothing}
    ${it.state === "RUNNING" ? html`<div class="card">${progress(it.progress)}
      <span>${t("task.runs", { time: between(it.started_at, new Date()) })}</span></div>` : nothing}
    <div class="halves">
      <section class="card" aria-labelledby="facts"><h2 id="facts">${t("task.facts")}</h2>${facts(it)}</section>
      <section class="card" aria-labelledby="timeline"><h2 id="timeline">${t("task.timeline")}</h2>${timeline(it)}</section>
    </div>
    ${seesData() ? nothing : html`<p class="hint">${t("task.unseen")}</p>`}
    ${document(t("task.input"), it.input, "input")}
    ${document(t("task.result"), it.result, "result")}
    ${screen.files.show()}
    ${screen.relatives.show(it)}
    ${steps(it)}
    ${attempts(it)}`;
}

function actions(screen) {
  const it = screen.task;
  return html`
    ${may("operator") && !FINAL.includes(it.state) && !it.cancel_requested_at
      ? html`<button type="button" class="danger" @click=${() => cancel(screen)}>${t("cancel.do")}</button>` : nothing}
    ${may("operator") && it.state === "DEAD"
      ? html`<button type="button" class="primary" @click=${() => retry(screen)}>${t("retry.do")}</button>` : nothing}
    ${may("operator") ? html`<a class="button small" href="#/submit?from=${it.task_id}">${t("task.edit")}</a>` : nothing}
    ${seesData() ? html`${copy(t("copy.curl"), () => curl(it))} ${copy(t("copy.command"), () => command(it))}` : nothing}
    ${may("admin") && FINAL.includes(it.state)
      ? html`<button type="button" class="danger small" @click=${() => erase(screen)}>${t("delete.do")}</button>` : nothing}`;
}

/** For a shell: in single quotes nothing is special but the quote itself. */
function quoted(text) {
  return `'${text.replaceAll("'", "'\\''")}'`;
}

function curl(it) {
  const body = stringify({ type: it.type, input: it.input }, 0);
  return `curl -X POST ${quoted(address("api/tasks").href)} -H 'Content-Type: application/json' `
    + `-H "Authorization: Bearer $HANDOFF_API_KEY" -d ${quoted(body)}`;
}

function command(it) {
  return `./handoff submit ${it.type} --input ${quoted(stringify(it.input, 0))}`;
}

function facts(it) {
  const rows = [
    ["task.route", it.route],
    ["task.priority", number(it.priority)],
    ["task.attempt", t("task.attempts.of", { n: it.attempt, failed: it.failures })],
    ["task.worker", it.worker && html`<code>${it.worker}</code>`],
    ["task.created", html`${ago(it.created_at)} · ${exact(it.created_at)}`],
    ["task.due", it.run_at !== it.created_at && exact(it.run_at)],
    ["task.parent", it.parent && taskLink(it.parent)],
    ["task.origin", it.origin_id && taskLink(it.origin_id)],
    ["task.again", it.sent_again?.length && it.sent_again.map((id) => html`${taskLink(id)} `)],
    ["task.group", it.group && html`<a href="#/tasks?q=group:${it.group}"><code>${it.group}</code></a>`],
    ["task.groups", it.groups?.length && it.groups.map((group) =>
      html`<a href="#/tasks?q=group:${group}"><code>${group}</code></a> `)],
    ["task.trace", it.trace && (it.trace.url
      ? html`<a href=${it.trace.url} target="_blank" rel="noreferrer"><code>${it.trace.id}</code></a>` : html`<code>${it.trace.id}</code>`)],
    ["task.usage", it.usage?.length && it.usage.map((usage) => html`<span>${usage.model}:
      ${t("task.tokens", { input: number(usage.input_tokens), output: number(usage.output_tokens) })}
      ${usage.cost ? html`· ${String(usage.cost)}` : nothing}</span> `)],
  ];
  return html`<dl>${rows.filter(([, value]) => value).map(([name, value]) =>
    html`<div><dt>${t(name)}</dt><dd>${value}</dd></div>`)}</dl>`;
}

function document(title, value, id) {
  return value === undefined ? nothing : html`<section class="card" aria-labelledby=${id}>
    <div class="head"><h2 id=${id}>${title}</h2>${copy(t("copy.json"), () => stringify(value))}</div>
    ${tree(value)}</section>`;
}
