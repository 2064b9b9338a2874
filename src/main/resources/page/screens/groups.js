// Fan-outs: how far each group is, member by member.

import { html, nothing } from "../lit/lit-html.js";
import { repeat } from "../lit/directives/repeat.js";
import { get, post } from "../kit/api.js";
import { confirm, say } from "../kit/dialog.js";
import { ago, number } from "../kit/format.js";
import { empty, loading, state, taskLink } from "../kit/parts.js";
import { STATES } from "../kit/query.js";
import { may } from "../kit/session.js";
import { t } from "../kit/words.js";

const SECONDS = 4;
const OPEN = ["OPEN", "SEALED"];

export function groups(visit, asked) {
  const screen = { visit, cursor: asked.get("cursor") ?? "", page: null };
  visit.show(() => view(screen));
  visit.every(SECONDS, async () => {
    screen.page = await get("api/groups", { limit: 20, cursor: screen.cursor }, visit.signal);
  });
  return t("nav.groups");
}

async function cancel(screen, id) {
  const sure = await confirm({
    title: t("group.cancel.title"), text: t("group.cancel.text"), action: t("group.cancel"), danger: true,
  });
  if (sure !== null) {
    await screen.visit.attempt(async () => {
      await post(`api/groups/${id}/cancel`, {});
      say(t("cancel.done"));
    });
  }
}

function view(screen) {
  return html`<h1>${t("nav.groups")}</h1><p class="hint">${t("groups.help")}</p>
    ${screen.page ? list(screen) : loading(6)}`;
}

function list(screen) {
  const { groups: all, next_cursor: next } = screen.page;
  if (!all.length) {
    return empty(t("groups.none"), t("groups.none.text"));
  }
  return html`<ul class="errors">${repeat(all, (group) => group.group_id, (group) => card(screen, group))}</ul>
    <nav class="pages" aria-label=${t("pages")}>
      ${screen.cursor ? html`<a href="#/groups">${t("pages.first")}</a>` : nothing}
      ${next ? html`<a href="#/groups?cursor=${encodeURIComponent(next)}">${t("pages.next")}</a>` : nothing}
    </nav>`;
}

function card(screen, group) {
  const total = STATES.reduce((sum, name) => sum + Number(group.members[name] ?? 0), 0);
  const ended = total - Number(group.members.QUEUED ?? 0) - Number(group.members.RUNNING ?? 0);
  return html`<li class="card">
    <div class="head"><h2><a href="#/tasks?q=group%3A${group.group_id}"><code>${group.group_id}</code></a>
      ${state(group.state)}</h2>
      ${may("operator") && OPEN.includes(group.state)
        ? html`<button type="button" class="danger" @click=${() => cancel(screen, group.group_id)}>${t("group.cancel")}</button>` : nothing}
    </div>
    <p><progress class="long" max=${String(total || 1)} .value=${ended} aria-label=${t("task.progress")}></progress>
      ${t("progress.of", { done: number(ended), total: number(total) })}</p>
    <p class="members">${STATES.filter((name) => Number(group.members[name])).map((name) =>
      html`<a href="#/tasks?q=group%3A${group.group_id}+state%3A${name.toLowerCase()}">${state(name)} ${number(group.members[name])}</a> `)}</p>
    <p class="hint">${ago(group.created_at)} · ${t("group.then")} <strong>${group.type}</strong>
      ${group.state === "COMPLETED" ? taskLink(group.completion_task, t("group.completion")) : nothing}</p>
  </li>`;
}
