// What people did: who, what, on what, and why.

import { html, nothing } from "../lit/lit-html.js";
import { repeat } from "../lit/directives/repeat.js";
import { get } from "../kit/api.js";
import { exact } from "../kit/format.js";
import { tree } from "../kit/json.js";
import { empty, loading, taskLink } from "../kit/parts.js";
import { t } from "../kit/words.js";

const SECONDS = 10;
const FILTERS = ["actor", "action", "entity_id"];

export function audit(visit, asked) {
  const filter = Object.fromEntries([...FILTERS, "cursor"].map((name) => [name, asked.get(name) ?? ""]));
  const screen = { filter, page: null };
  visit.show(() => view(screen));
  visit.every(SECONDS, async () => {
    screen.page = await get("api/audit", { ...filter, limit: 50 }, visit.signal);
  });
  return t("nav.audit");
}

function address(filter) {
  const query = new URLSearchParams(Object.entries(filter).filter(([, value]) => value));
  return `#/audit${query.size ? `?${query}` : ""}`;
}

function view({ filter, page }) {
  const choose = (event) => {
    event.preventDefault();
    const { elements } = event.target;
    location.hash = address(Object.fromEntries(FILTERS.map((name) => [name, elements[name].value.trim()])));
  };
  return html`<h1>${t("nav.audit")}</h1><p class="hint">${t("audit.help")}</p>
    <form class="filters" role="search" @submit=${choose}>${FILTERS.map((name) => html`<label>${t(`audit.${name}`)}
      <input name=${name} .value=${filter[name]} spellcheck="false" autocapitalize="none" autocomplete="off"></label>`)}
      <button class="primary">${t("tasks.search")}</button></form>
    ${page ? list(filter, page) : loading(8)}`;
}

function list(filter, { entries, next_cursor: next }) {
  if (!entries.length) {
    return empty(t("audit.none"), t("audit.none.text"));
  }
  return html`<section class="card"><div class="scroll" tabindex="0" role="region" aria-label=${t("nav.audit")}><table>
      <thead><tr><th scope="col">${t("audit.when")}</th><th scope="col">${t("audit.actor")}</th>
        <th scope="col">${t("audit.action")}</th><th scope="col">${t("audit.entity_id")}</th>
        <th scope="col">${t("audit.reason")}</th></tr></thead>
      <tbody>${repeat(entries, (entry) => entry.event_id, row)}</tbody></table></div>
    <nav class="pages" aria-label=${t("pages")}>
      ${filter.cursor ? html`<a href=${address({ ...filter, cursor: "" })}>${t("pages.first")}</a>` : nothing}
      ${next ? html`<a href=${address({ ...filter, cursor: next })}>${t("pages.next")}</a>` : nothing}
    </nav></section>`;
}

function row(entry) {
  const { reason, ...details } = entry.details ?? {};
  return html`<tr><td>${exact(entry.occurred_at)}</td><td dir="auto">${entry.actor}</td><td>${entry.action}</td>
    <td>${entry.entity_type} ${entry.entity_type === "task" ? taskLink(entry.entity_id) : html`<code dir="auto">${entry.entity_id}</code>`}</td>
    <td class="wide-text">${reason ? html`<span dir="auto">${reason}</span>` : nothing}
      ${Object.keys(details).length ? tree(details) : nothing}</td></tr>`;
}
