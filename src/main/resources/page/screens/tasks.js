// The list of tasks: a query line, states at the side, newest first, page by page.

import { html, nothing } from "../lit/lit-html.js";
import { live } from "../lit/directives/live.js";
import { repeat } from "../lit/directives/repeat.js";
import { get } from "../kit/api.js";
import { ago, between, duration, number, short } from "../kit/format.js";
import { empty, loading, progress, state } from "../kit/parts.js";
import { change, completions, parameters, read, STATES } from "../kit/query.js";
import { t } from "../kit/words.js";
import { bulkButtons } from "./bulk.js";

const SECONDS = 4;
const GAP = 1;
const PAGE = 50;

export function tasks(visit, asked) {
  const line = asked.get("q") ?? "";
  const cursor = asked.get("cursor") ?? "";
  const { words, unknown } = read(line);
  const screen = { line, written: line, cursor, words, unknown, page: null, counts: null, types: [] };
  visit.show(() => view(visit, screen));
  const { type, group } = words;
  visit.onNews(SECONDS, GAP, group ? { group } : type ? { type } : { name: "task.*" }, () => load(screen, visit));
  visit.attempt(async () => {
    screen.types = (await get("api/task-types", {}, visit.signal)).task_types.map((type) => type.name);
  });
  return t("nav.tasks");
}

async function load(screen, visit) {
  const filter = parameters(screen.words);
  const query = { ...filter, cursor: screen.cursor, limit: PAGE };
  const { type, group } = screen.words;
  const [page, { counts }] = await Promise.all([
    get("api/tasks", query, visit.signal), get("api/task-counts", { type, group }, visit.signal)]);
  screen.page = page;
  screen.counts = Object.fromEntries(counts.map((one) => [one.state, one]));
}

function address(line, cursor = "") {
  const query = new URLSearchParams();
  line && query.set("q", line);
  cursor && query.set("cursor", cursor);
  return `#/tasks${query.size ? `?${query}` : ""}`;
}

function view(visit, screen) {
  return html`
    <h1>${t("nav.tasks")}</h1>
    ${search(screen)}
    ${bulkButtons(visit, screen)}
    <div class="beside">
      ${states(screen)}
      <section aria-label=${t("tasks.list")}>
        ${screen.page ? list(screen) : loading(12)}
      </section>
    </div>`;
}

function search(screen) {
  const submit = (event) => {
    event.preventDefault();
    location.hash = address(event.target.elements.q.value.trim());
  };
  const complete = (event) => {
    const options = completions(event.target.value, screen.types, ["local", "rabbitmq", "nats", "cloud-tasks"]);
    document.getElementById("completions").replaceChildren(...options.map((value) => new Option(value, value)));
  };
  return html`<form class="search" role="search" @submit=${submit}>
    <label class="hidden" for="q">${t("tasks.query")}</label>
    <input id="q" name="q" type="search" .value=${live(screen.written)} list="completions" spellcheck="false"
      autocapitalize="none" placeholder=${t("tasks.placeholder")} aria-describedby="query-help"
      @input=${(event) => { screen.written = event.target.value; complete(event); }} @focus=${complete}>
    <datalist id="completions"></datalist>
    <button class="primary">${t("tasks.search")}</button>
    <p id="query-help" class="hint">${screen.unknown.length
      ? html`<span class="wrong">${t("tasks.unknown", { words: screen.unknown.join(" ") })}</span>`
      : t("tasks.help")}</p>
  </form>`;
}

function states(screen) {
  const link = (name, text) => html`<li><a href=${address(change(screen.line, "state", name))}
    aria-current=${(screen.words.state ?? "") === name ? "true" : "false"}>${text}
    <span class="count">${count(screen.counts?.[name])}</span></a></li>`;
  return html`<nav class="states" aria-label=${t("tasks.states")}><ul>
    ${link("", html`<span class="state all">${t("state.all")}</span>`)}
    ${STATES.map((name) => link(name, state(name)))}
  </ul></nav>`;
}

function count(found) {
  return found ? `${found.is_more ? "≈ " : ""}${short(found.count)}` : nothing;
}

function list(screen) {
  const { tasks, next_cursor: next } = screen.page;
  if (!tasks.length && next) {
    return empty(t("tasks.further"), t("tasks.further.text"),
      html`<p><a href=${address(screen.line, next)}>${t("pages.next")}</a></p>`);
  }
  if (!tasks.length) {
    return screen.line || screen.cursor
      ? empty(t("tasks.none"), t("tasks.none.text"), html`<p><a href=${address("")}>${t("tasks.all")}</a></p>`)
      : empty(t("tasks.first"), t("tasks.first.text"), html`<pre><code>./handoff submit process-message --input '{"text": "hi"}'</code></pre>`);
  }
  return html`
    <div class="scroll"><table class="tasks">
      <thead><tr>
        <th scope="col">${t("task.state")}</th><th scope="col">${t("task.type")}</th>
        <th scope="col" class="wide">${t("task.route")}</th><th scope="col" class="wide num">${t("task.attempt")}</th>
        <th scope="col">${t("task.created")}</th><th scope="col" class="wide">${t("task.took")}</th>
      </tr></thead>
      <tbody>${repeat(tasks, (task) => task.task_id, row)}</tbody>
    </table></div>
    <nav class="pages" aria-label=${t("pages")}>
      ${screen.cursor ? html`<a href=${address(screen.line)}>${t("pages.first")}</a>` : nothing}
      ${next ? html`<a href=${address(screen.line, next)}>${t("pages.next")}</a>` : nothing}
    </nav>`;
}

function row(task) {
  return html`<tr>
    <td>${state(task.state)}</td>
    <td class="main"><a href="#/tasks/${task.task_id}"><strong>${task.type}</strong>
      <code>${task.task_id}</code></a>
      ${task.state === "RUNNING" ? progress(task.progress) : nothing}
      ${task.error ? html`<p class="error" dir="auto">${task.error}</p>` : nothing}</td>
    <td class="wide">${task.route}</td>
    <td class="wide num">${number(task.attempt)}</td>
    <td>${ago(task.created_at)}</td>
    <td class="wide">${took(task)}</td>
  </tr>`;
}

function took(task) {
  if (task.state === "QUEUED") {
    const waits = Date.now() - new Date(task.run_at);
    return waits > 0 ? t("task.waits", { time: duration(waits) }) : html`${t("task.due")} ${ago(task.run_at)}`;
  }
  return task.started_at ? between(task.started_at, task.ended_at ?? new Date()) : "–";
}
