// How it goes: what waits and runs now, and what the last hour or day brought.

import { html, nothing } from "../lit/lit-html.js";
import { get } from "../kit/api.js";
import { bars } from "../kit/chart.js";
import { duration, milliseconds, number, short } from "../kit/format.js";
import { empty, loading } from "../kit/parts.js";
import { t } from "../kit/words.js";
import { Findings } from "./findings.js";
import { pauseButton, pauses } from "./pause.js";

const SECONDS = 5;
const PERIODS = ["hour", "day"];

export function overview(visit, asked) {
  const period = PERIODS.includes(asked.get("period")) ? asked.get("period") : "hour";
  const screen = { visit, period, data: null, paused: new Map(), findings: new Findings(visit) };
  visit.show(() => view(screen));
  screen.load = async () => {
    const [data] = await Promise.all([get("api/overview", { period }, visit.signal), screen.findings.refresh()]);
    screen.data = data;
    screen.paused = new Map(data.paused.map((pause) => [pause.type, pause]));
  };
  visit.onNews(SECONDS, SECONDS, {}, screen.load);
  return t("nav.overview");
}

function sum(types, name) {
  return types.reduce((all, type) => all + Number(type[name]), 0);
}

function view(screen) {
  const periods = html`<nav class="choice" aria-label=${t("overview.period")}>${PERIODS.map((period) =>
    html`<a href="#/overview?period=${period}" aria-current=${period === screen.period ? "true" : "false"}
      >${t(`overview.${period}`)}</a>`)}</nav>`;
  return html`
    <div class="head"><h1>${t("nav.overview")}</h1>${periods}</div>
    ${screen.data ? filled(screen) : loading(10)}`;
}

function filled(screen) {
  const { types, points, dead, step } = screen.data;
  const ended = sum(types, "succeeded") + sum(types, "dead") + sum(types, "cancelled");
  const minutes = (milliseconds(step) * points.length) / 60_000;
  const oldest = Math.max(0, ...types.map((type) => milliseconds(type.oldest_due)));
  const tokens = sum(types, "input_tokens") + sum(types, "output_tokens");
  return html`
    ${screen.findings.show()}
    ${pauses(screen.paused)}
    <ul class="tiles">
      ${tile("queued", t("overview.waiting"), short(sum(types, "queued")), "#/tasks?q=state%3Aqueued",
        oldest ? t("overview.oldest", { time: duration(oldest) }) : t("overview.oldest.none"))}
      ${tile("running", t("overview.running"), short(sum(types, "running")), "#/tasks?q=state%3Arunning",
        t("overview.retries", { n: sum(types, "failed") }))}
      ${tile("succeeded", t("overview.done"), short(sum(types, "succeeded")), "#/tasks?q=state%3Asucceeded",
        t("overview.rate", { rate: (ended / minutes).toLocaleString(undefined, { maximumFractionDigits: 1 }) }))}
      ${tile("dead", t("overview.dead"), (dead.is_more ? "> " : "") + short(dead.count), "#/dead",
        t("overview.died", { n: sum(types, "dead") }))}
    </ul>
    <section class="card" aria-label=${t("overview.chart")}>
      ${bars(points, [
        { name: "succeeded", kind: "succeeded", title: t("state.SUCCEEDED") },
        { name: "failed", kind: "queued", title: t("overview.tries") },
        { name: "dead", kind: "dead", title: t("state.DEAD") },
        { name: "cancelled", kind: "cancelled", title: t("state.CANCELLED") },
      ], t(`overview.ended.${screen.period}`))}
    </section>
    <section class="card" aria-labelledby="types"><h2 id="types">${t("overview.types")}</h2>${table(screen, types)}</section>
    ${tokens ? html`<section class="card" aria-labelledby="models"><h2 id="models">${t("overview.models")}</h2>
      <p>${t("task.tokens", { input: short(sum(types, "input_tokens")), output: short(sum(types, "output_tokens")) })}
      · ${t("overview.cost", { cost: sum(types, "cost").toLocaleString(undefined, { maximumFractionDigits: 4 }) })}</p>
      </section>` : nothing}`;
}

function tile(kind, title, value, link, note) {
  return html`<li><a class="tile ${kind}" href=${link}><span>${title}</span><strong>${value}</strong>
    <small>${note}</small></a></li>`;
}

function table(screen, types) {
  const busy = types.filter((type) => ["queued", "running", "submitted", "succeeded", "failed", "dead", "cancelled"]
    .some((name) => Number(type[name])));
  const idle = types.filter((type) => !busy.includes(type));
  const time = (iso) => (iso ? duration(milliseconds(iso)) : "–");
  return html`${busy.length ? html`<div class="scroll" tabindex="0" role="region" aria-label=${t("overview.table")}><table class="numbers">
    <thead><tr><th scope="col">${t("task.type")}</th>
      ${["waiting", "running", "submitted", "done", "tries", "died", "waited", "ran"].map((name) =>
        html`<th scope="col" class="num">${t(`column.${name}`)}</th>`)}
      <th scope="col"><span class="hidden">${t("column.actions")}</span></th></tr></thead>
    <tbody>${busy.map((type) => html`<tr>
      <th scope="row"><a href="#/tasks?q=type%3A${type.type}">${type.type}</a></th>
      <td class="num">${number(type.queued)}</td><td class="num">${number(type.running)}</td>
      <td class="num">${number(type.submitted)}</td><td class="num">${number(type.succeeded)}</td>
      <td class="num">${number(type.failed)}</td>
      <td class=${Number(type.dead) ? "num wrong" : "num"}>${number(type.dead)}</td>
      <td class="num">${time(type.waited_p50)} · ${time(type.waited_p95)}</td>
      <td class="num">${time(type.ran_p50)} · ${time(type.ran_p95)}</td>
      <td class="num">${pauseButton(screen.visit, type.type, screen.paused.get(type.type), screen.load)}</td></tr>`)}</tbody>
    </table></div>` : empty(t("overview.quiet"), t("overview.quiet.text"), html`<p><a href="#/submit">${t("nav.submit")}</a></p>`)}
    ${idle.length ? html`<details class="hint"><summary>${t("overview.idle", { n: idle.length })}</summary>
      ${idle.map((type, place) => html`${place ? ", " : ""}<a href="#/tasks?q=type%3A${type.type}">${type.type}</a>`)}
      </details>` : nothing}`;
}
