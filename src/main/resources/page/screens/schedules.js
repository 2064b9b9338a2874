// What the clock submits, and when next, in the reader's zone. A schedule is run now, paused and resumed here.

import { html, nothing } from "../lit/lit-html.js";
import { get, post } from "../kit/api.js";
import { confirm, say } from "../kit/dialog.js";
import { ago, exact } from "../kit/format.js";
import { empty, loading, taskLink } from "../kit/parts.js";
import { may } from "../kit/session.js";
import { t } from "../kit/words.js";

const SECONDS = 10;

export function schedules(visit) {
  const screen = { all: null };
  visit.show(() => html`<h1>${t("nav.schedules")}</h1>${screen.all ? list(visit, screen) : loading(4)}`);
  visit.every(SECONDS, () => load(visit, screen));
  return t("nav.schedules");
}

async function load(visit, screen) {
  screen.all = (await get("api/schedules", {}, visit.signal)).schedules;
}

async function act(visit, screen, action, name) {
  const reason = await confirm({
    title: t(`schedule.${action}.title`, { name }), text: t(`schedule.${action}.text`), action: t(`schedule.${action}`),
    reason: true,
  });
  if (reason === null) {
    return;
  }
  await visit.attempt(async () => {
    const { task_id: task } = await post(`api/schedules/${encodeURIComponent(name)}/${action}`, reason ? { reason } : {});
    say(t(`schedule.${action}.done`, { name }));
    if (task) {
      location.hash = `#/tasks/${task}`;
    } else {
      await load(visit, screen);
    }
  });
}

function list(visit, screen) {
  if (!screen.all.length) {
    return empty(t("schedules.none"), t("schedules.none.text"));
  }
  return html`<section class="card"><div class="scroll" tabindex="0" role="region" aria-label=${t("nav.schedules")}><table>
    <thead><tr><th scope="col">${t("schedule.name")}</th><th scope="col" class="wide">${t("task.type")}</th>
      <th scope="col">${t("schedule.cron")}</th><th scope="col">${t("schedule.next")}</th>
      <th scope="col">${t("schedule.last")}</th>${may("operator") ? html`<th scope="col">${t("schedule.do")}</th>` : nothing}</tr></thead>
    <tbody>${screen.all.map((one) => row(visit, screen, one))}</tbody>
  </table></div></section>`;
}

function row(visit, screen, one) {
  const button = (action) => html`<button type="button" class="small" aria-label="${t(`schedule.${action}`)} ${one.name}"
    @click=${() => act(visit, screen, action, one.name)}>${t(`schedule.${action}`)}</button>`;
  return html`<tr><td class="nowrap"><strong>${one.name}</strong></td>
    <td class="nowrap wide"><a href="#/tasks?q=type%3A${one.type}">${one.type}</a></td>
    <td class="nowrap"><code>${one.cron}</code> <br><small>${one.zone}</small></td>
    <td class="wide-text">${one.paused ? pause(one.paused) : html`${ago(one.next_tick_at)}<br><small>${exact(one.next_tick_at)}</small>`}</td>
    <td>${one.last_tick_at ? html`${ago(one.last_tick_at)}<br>${taskLink(one.last_task_id, t("task"))}` : "–"}</td>
    ${may("operator") ? html`<td class="nowrap">${button("run")} ${button(one.paused ? "resume" : "pause")}</td>` : nothing}
  </tr>`;
}

function pause({ paused_at: since, by, reason }) {
  return html`<span class="state cancelled">${t("schedule.paused")}</span> ${ago(since)} · <span dir="auto">${by}</span>
    ${reason ? html`<br><small dir="auto">${reason}</small>` : nothing}`;
}
