// Scans of communities: how one stands and what it has flagged, and the rules that it compares messages with.

import { html, nothing } from "../lit/lit-html.js";
import { get } from "../kit/api.js";
import { ago, number } from "../kit/format.js";
import { tree } from "../kit/json.js";
import { empty, loading, state, taskLink } from "../kit/parts.js";
import { t } from "../kit/words.js";

const SECONDS = 5;
const KINDS = { COLLECTING: "queued", PROCESSING: "running", STALLED: "dead", FAILED: "dead", FINISHED: "succeeded" };

export function scans(visit, asked, id) {
  const screen = { id, cursor: asked.get("cursor") ?? "", chosen: asked.get("rule"), scan: null, rules: null, rule: null };
  visit.show(() => view(screen));
  visit.every(SECONDS, async () => {
    if (id) {
      screen.scan = await get(`api/scans/${encodeURIComponent(id)}`, { limit: 50, cursor: screen.cursor }, visit.signal);
      return;
    }
    screen.rules = (await get("api/scan-rules", {}, visit.signal)).rules;
    if (screen.chosen) {
      screen.rule = await get(`api/scan-rules/${encodeURIComponent(screen.chosen)}`, {}, visit.signal);
    }
  });
  return t("nav.scans");
}

function view(screen) {
  if (screen.id) {
    return html`<p class="back"><a href="#/scans">${t("nav.scans")}</a></p>
      ${screen.scan ? scan(screen) : html`<h1><code>${screen.id}</code></h1>${loading(6)}`}`;
  }
  const look = (event) => {
    event.preventDefault();
    location.hash = `#/scans/${encodeURIComponent(event.target.elements.id.value.trim())}`;
  };
  return html`<h1>${t("nav.scans")}</h1>
    <form class="filters" role="search" @submit=${look}>
      <label class="grow">${t("scan.id")} <input name="id" required spellcheck="false" autocapitalize="none" autocomplete="off"></label>
      <button class="primary">${t("scan.show")}</button></form>
    ${screen.rules ? rules(screen) : loading(4)}`;
}

function rules({ rules: all, rule }) {
  if (!all.length) {
    return empty(t("rules.none"), t("rules.none.text"));
  }
  return html`<section class="card" aria-labelledby="rules"><h2 id="rules">${t("rules")}</h2>
      <div class="scroll" tabindex="0" role="region" aria-label=${t("table.of", { what: t("rules") })}><table>
      <thead><tr><th scope="col">${t("schedule.name")}</th><th scope="col">${t("search.kind")}</th>
        <th scope="col" class="num">${t("rule.entries")}</th><th scope="col">${t("template.changed")}</th></tr></thead>
      <tbody>${all.map((one) => html`<tr><td><a href="#/scans?rule=${encodeURIComponent(one.rule_id)}">${one.rule_id}</a></td>
        <td>${one.kind}</td><td class="num">${number(one.entries)}</td><td>${ago(one.updated_at)}</td></tr>`)}</tbody>
    </table></div></section>
    ${rule ? html`<section class="card" aria-labelledby="rule"><h2 id="rule">${rule.rule_id}</h2>${tree(rule.entries)}</section>` : nothing}`;
}

function scan({ id, cursor, scan: it }) {
  const rows = [
    ["scan.community", it.community_server_id], ["scan.messages", it.transmitted_messages], ["scan.processed", it.processed_messages],
    ["scan.flagged", it.flagged_messages], ["scan.failed", it.failed_messages], ["scan.batches", it.batches],
  ];
  return html`<h1><code dir="auto">${id}</code> <span class="state ${KINDS[it.state]}">${t(`scan.${it.state}`)}</span></h1>
    ${it.note ? html`<div class="trouble" role="status"><p>${it.note}</p></div>` : nothing}
    ${it.lost_tasks.length ? html`<section class="card" aria-labelledby="lost"><h2 id="lost">${t("scan.lost")}</h2>
      <ul class="lines">${it.lost_tasks.map((lost) => html`<li>${state(lost.state)} ${taskLink(lost.task_id, lost.type)}
        ${lost.error ? html`<span class="error" dir="auto">${lost.error}</span>` : nothing}</li>`)}</ul></section>` : nothing}
    <div class="halves"><section class="card" aria-labelledby="facts"><h2 id="facts">${t("task.facts")}</h2>
      <dl>${rows.filter(([, value]) => value !== undefined).map(([name, value]) => html`<div><dt>${t(name)}</dt>
        <dd>${typeof value === "number" ? number(value) : String(value)}</dd></div>`)}
        <div><dt>${t("task.created")}</dt><dd>${ago(it.created_at)}</dd></div></dl></section>
    <section class="card" aria-labelledby="reasons"><h2 id="reasons">${t("scan.reasons")}</h2>
      <dl>${Object.entries(it.reasons).map(([reason, count]) => html`<div><dt>${reason}</dt><dd>${number(count)}</dd></div>`)}</dl>
    </section></div>
    ${flags(id, cursor, it)}`;
}

function flags(id, cursor, { flags: all, next_cursor: next }) {
  const here = `#/scans/${encodeURIComponent(id)}`;
  return html`<section class="card" aria-labelledby="flags"><h2 id="flags">${t("scan.flags")}</h2>
    <div class="scroll" tabindex="0" role="region" aria-label=${t("table.of", { what: t("scan.flags") })}><table>
      <thead><tr><th scope="col">${t("scan.message")}</th><th scope="col">${t("scan.author")}</th><th scope="col">${t("scan.reason")}</th>
        <th scope="col" class="num">${t("search.score")}</th><th scope="col">${t("scan.entry")}</th></tr></thead>
      <tbody>${all.map((flag) => html`<tr><td><code>${flag.message_id}</code></td><td><code>${flag.author_id}</code></td>
        <td>${flag.reason}</td><td class="num">${Number(flag.score).toFixed(2)}</td><td dir="auto">${flag.entry ?? "–"}</td></tr>`)}</tbody>
    </table></div>
    <nav class="pages" aria-label=${t("pages")}>
      ${cursor ? html`<a href=${here}>${t("pages.start")}</a>` : nothing}
      ${next ? html`<a href="${here}?cursor=${encodeURIComponent(next)}">${t("pages.further")}</a>` : nothing}
    </nav></section>`;
}
