// How full the queues of brokers are, and who listens.

import { html, nothing } from "../lit/lit-html.js";
import { get } from "../kit/api.js";
import { ago, number } from "../kit/format.js";
import { empty, loading } from "../kit/parts.js";
import { t } from "../kit/words.js";
import { pauseButton, paused, pauses } from "./pause.js";

const SECONDS = 10;

export function queues(visit) {
  const screen = { visit, queues: null, takenAt: null, paused: new Map() };
  screen.readPauses = async () => {
    screen.paused = await paused(visit.signal);
  };
  visit.show(() => html`<h1>${t("nav.queues")}</h1><p class="hint">${t("queues.help")}</p>
    ${screen.queues ? list(screen) : loading(4)}`);
  visit.attempt(screen.readPauses);
  visit.every(SECONDS, async () => {
    const { taken_at: takenAt, queues: all } = await get("api/queues", {}, visit.signal);
    Object.assign(screen, { takenAt, queues: all });
  });
  return t("nav.queues");
}

function list(screen) {
  const { queues: all, takenAt } = screen;
  if (!takenAt) {
    return empty(t("queues.waits"), t("queues.waits.text"));
  }
  if (!all.length) {
    return empty(t("queues.none"), t("queues.none.text"));
  }
  const troubles = new Set(all.map(({ trouble }) => trouble).filter(Boolean));
  return html`${[...troubles].map((trouble) => html`<div class="trouble" role="status"><strong>${t("queues.trouble")}</strong>
      <p dir="auto">${trouble}</p></div>`)}
    ${pauses(screen.paused)}
    <section class="card"><div class="scroll" tabindex="0" role="region" aria-label=${t("nav.queues")}><table class="numbers">
    <thead><tr><th scope="col">${t("queue.name")}</th><th scope="col">${t("task.route")}</th>
      <th scope="col" class="num">${t("queue.waiting")}</th><th scope="col" class="num">${t("queue.consumers")}</th>
      <th scope="col" class="num">${t("queue.dead")}</th><th scope="col">${t("queue.types")}</th></tr></thead>
    <tbody>${all.map((queue) => row(screen, queue))}</tbody></table></div>
    <p class="hint">${ago(takenAt)} · ${t("queues.dead.help")} <code>./handoff dead-letters</code></p></section>`;
}

function row(screen, queue) {
  const count = (value) => (value === undefined ? "–" : number(value));
  return html`<tr><td class="nowrap"><code>${queue.name}</code></td><td class="nowrap">${queue.route}</td>
    <td class="num">${queue.is_more ? "> " : ""}${count(queue.waiting)}</td>
    <td class="num">${count(queue.consumers)}</td>
    <td class=${queue.dead_letters ? "num wrong" : "num"}>${count(queue.dead_letters)}</td>
    <td class="wide-text">${queue.types.map((type) => html`<p class="buttons"><a href="#/tasks?q=type%3A${type}">${type}</a>
      ${screen.paused.has(type) ? html`<span class="state cancelled">${t("queue.paused")}</span>` : nothing}
      ${pauseButton(screen.visit, type, screen.paused.get(type), screen.readPauses)}</p>`)}</td></tr>`;
}
