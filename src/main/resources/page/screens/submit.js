// Submits a task by a form that is made from its type's schema.

import { html, nothing } from "../lit/lit-html.js";
import { get, post } from "../kit/api.js";
import { draw, fields, input, written } from "../kit/form.js";
import { loading, taskLink } from "../kit/parts.js";
import { may } from "../kit/session.js";
import { t } from "../kit/words.js";

export function submit(visit, asked) {
  const screen = {
    visit, types: null, type: asked.get("type") ?? "", from: asked.get("from"), values: {}, faults: {}, when: "", sent: null,
    sending: false,
  };
  visit.show(() => view(screen));
  visit.attempt(async () => {
    screen.types = (await get("api/task-types", {}, visit.signal)).task_types;
    if (screen.from) {
      const task = await get(`api/tasks/${encodeURIComponent(screen.from)}`, {}, visit.signal);
      screen.type = task.type;
      for (const field of known(screen)) {
        screen.values[field.name] = written(field, task.input?.[field.name]);
      }
    }
  });
  return t("nav.submit");
}

function chosen(screen) {
  return screen.types.find(({ name }) => name === screen.type);
}

function known(screen) {
  const type = chosen(screen);
  return type ? fields(type.input_schema, type.secrets) : [];
}

async function send(event, screen) {
  event.preventDefault();
  screen.faults = {};
  screen.sent = null;
  let body;
  try {
    const time = screen.when ? `, "run_at": ${JSON.stringify(new Date(screen.when).toISOString())}` : "";
    const origin = screen.from ? `, "origin": ${JSON.stringify(screen.from)}` : "";
    body = `{"type": ${JSON.stringify(screen.type)}, "input": ${input(known(screen), screen.values)}${time}${origin}}`;
  } catch ({ field, message }) {
    screen.faults[field] = message;
    return refused(screen);
  }
  screen.sending = true;
  screen.visit.draw();
  try {
    screen.sent = await post("api/tasks", body, { "Idempotency-Key": crypto.randomUUID?.() ?? `${Date.now()}-${Math.random()}` });
  } catch (problem) {
    sort(problem, screen);
  }
  screen.sending = false;
  return screen.sent ? screen.visit.draw() : refused(screen);
}

/** What is wrong with a field is said there, and all else below the form. */
function sort(problem, screen) {
  const names = known(screen).map(({ name }) => name);
  for (const { field = "", detail, message } of problem.errors) {
    const name = names.find((one) => field.split("/").includes(one));
    const text = detail ?? message ?? problem.message;
    name ? (screen.faults[name] = text) : (screen.faults[""] = `${field} ${text}`);
  }
  if (!problem.errors.length) {
    screen.faults[""] = problem.status === 0 ? t("trouble.away") : problem.message;
  }
}

function refused(screen) {
  screen.visit.draw();
  document.querySelector(".field:has([role=alert]) :is(input, textarea, select)")?.focus();
}

function view(screen) {
  if (!may("operator")) {
    return html`<h1>${t("nav.submit")}</h1><p>${t("submit.not")}</p>`;
  }
  return html`<h1>${t(screen.from ? "submit.again" : "nav.submit")}</h1>
    ${screen.types ? form(screen) : loading(6)}`;
}

function form(screen) {
  const type = chosen(screen);
  const choose = (event) => {
    Object.assign(screen, { type: event.target.value, values: {}, faults: {}, sent: null, from: null });
    screen.visit.draw();
  };
  const change = (name, value, fault = undefined) => {
    screen.values[name] = value;
    screen.faults[name] = fault;
    screen.visit.draw();
  };
  return html`<form class="card form" @submit=${(event) => send(event, screen)}>
    ${screen.from ? html`<p>${t("submit.from")} ${taskLink(screen.from)}</p>` : nothing}
    <div class="field"><label for="type">${t("task.type")}</label>
      <select id="type" required @change=${choose} aria-describedby="about-type"><option value="">${t("submit.choose")}</option>
        ${screen.types.map(({ name }) => html`<option ?selected=${name === screen.type}>${name}</option>`)}</select>
      <p class="hint" id="about-type">${type?.description}</p></div>
    ${type ? html`${known(screen).map((field) =>
      draw(field, screen.values[field.name] ?? "", screen.faults[field.name], change))}
      <div class="field"><label for="when">${t("submit.when")}</label>
        <input id="when" type="datetime-local" .value=${screen.when} @input=${(event) => { screen.when = event.target.value; }}>
        <p class="hint">${t("submit.now")}</p></div>
      ${screen.faults[""] ? html`<p class="wrong" role="alert">${screen.faults[""]}</p>` : nothing}
      <div class="buttons"><button class="primary" ?disabled=${screen.sending}>${t("submit.do")}</button>
        ${screen.sent ? html`<p role="status">${t("submit.done")} ${taskLink(screen.sent.task_id)}</p>` : nothing}</div>` : nothing}
  </form>`;
}
