// Messages and atoms by what they mean, nearest first.

import { html, nothing } from "../lit/lit-html.js";
import { get } from "../kit/api.js";
import { ago } from "../kit/format.js";
import { empty, loading } from "../kit/parts.js";
import { t } from "../kit/words.js";

const KINDS = ["", "message", "atom"];

export function search(visit, asked) {
  const screen = { q: asked.get("q") ?? "", kind: asked.get("kind") ?? "", results: null };
  visit.show(() => view(screen));
  if (screen.q) {
    visit.attempt(async () => {
      screen.results = (await get("api/search", { q: screen.q, kind: screen.kind, k: 30 }, visit.signal)).results;
    });
  }
  return t("nav.search");
}

function view(screen) {
  const look = (event) => {
    event.preventDefault();
    const { q, kind } = event.target.elements;
    location.hash = `#/search?${new URLSearchParams({ q: q.value.trim(), kind: kind.value })}`;
  };
  return html`<h1>${t("nav.search")}</h1><p class="hint">${t("search.help")}</p>
    <form class="filters" role="search" @submit=${look}>
      <label class="grow">${t("search.words")} <input name="q" type="search" required maxlength="2000" .value=${screen.q}></label>
      <label>${t("search.kind")} <select name="kind">${KINDS.map((kind) =>
        html`<option value=${kind} ?selected=${kind === screen.kind}>${t(`search.${kind || "all"}`)}</option>`)}</select></label>
      <button class="primary">${t("tasks.search")}</button></form>
    ${screen.q ? found(screen.results) : nothing}`;
}

function found(results) {
  if (!results) {
    return loading(6);
  }
  if (!results.length) {
    return empty(t("search.none"), t("search.none.text"));
  }
  return html`<ol class="errors">${results.map((one) => html`<li class="card">
    <div class="head"><h2><span dir="auto">${one.heading ?? ""}</span> <span class="state">${t(`search.${one.kind}`)}</span></h2>
      <span><meter min="0" max="1" .value=${Math.max(0, Number(one.score))} aria-label=${t("search.score")}></meter>
        ${Number(one.score).toFixed(3)}</span></div>
    <p class="prose" dir="auto">${one.text}</p>
    <p class="hint"><code>${String(one.id)}</code> · ${ago(one.created_at)}</p></li>`)}</ol>`;
}
