// What the clock submits, and when next, in the reader's zone.

import { html } from "../lit/lit-html.js";
import { get } from "../kit/api.js";
import { ago, exact } from "../kit/format.js";
import { empty, loading, taskLink } from "../kit/parts.js";
import { t } from "../kit/words.js";

const SECONDS = 10;

export function schedules(visit) {
  const screen = { all: null };
  visit.show(() => html`<h1>${t("nav.schedules")}</h1>${screen.all ? list(screen.all) : loading(4)}`);
  visit.every(SECONDS, async () => {
    screen.all = (await get("api/schedules", {}, visit.signal)).schedules;
  });
  return t("nav.schedules");
}

function list(all) {
  if (!all.length) {
    return empty(t("schedules.none"), t("schedules.none.text"));
  }
  return html`<section class="card"><div class="scroll" tabindex="0" role="region" aria-label=${t("nav.schedules")}><table>
    <thead><tr><th scope="col">${t("schedule.name")}</th><th scope="col">${t("task.type")}</th>
      <th scope="col">${t("schedule.cron")}</th><th scope="col">${t("schedule.next")}</th>
      <th scope="col">${t("schedule.last")}</th></tr></thead>
    <tbody>${all.map((one) => html`<tr><td><strong>${one.name}</strong></td>
      <td><a href="#/tasks?q=type%3A${one.type}">${one.type}</a></td>
      <td><code>${one.cron}</code> <small>${one.zone}</small></td>
      <td>${ago(one.next_tick_at)}<br><small>${exact(one.next_tick_at)}</small></td>
      <td>${one.last_tick_at ? html`${ago(one.last_tick_at)}<br>${taskLink(one.last_task_id, t("task"))}` : "–"}</td></tr>`)}</tbody>
  </table></div></section>`;
}
