// How episodes are put together: the templates there are, and what is heard in each.

import { html, nothing } from "../lit/lit-html.js";
import { get } from "../kit/api.js";
import { ago, number } from "../kit/format.js";
import { tree } from "../kit/json.js";
import { empty, loading } from "../kit/parts.js";
import { t } from "../kit/words.js";

const SECONDS = 10;

export function templates(visit, asked, id) {
  const screen = { cursor: asked.get("cursor") ?? "", page: null, template: null };
  visit.show(() => view(screen, id));
  visit.every(SECONDS, async () => {
    if (id) {
      screen.template = await get(`api/templates/${encodeURIComponent(id)}`, {}, visit.signal);
    } else {
      screen.page = await get("api/templates", { limit: 50, cursor: screen.cursor }, visit.signal);
    }
  });
  return t("nav.templates");
}

function view(screen, id) {
  if (!id) {
    return html`<h1>${t("nav.templates")}</h1><p class="hint">${t("templates.help")}</p>
      ${screen.page ? list(screen) : loading(4)}`;
  }
  return html`<p class="back"><a href="#/templates">${t("nav.templates")}</a></p>
    ${screen.template ? one(screen.template) : html`<h1><code>${id}</code></h1>${loading(6)}`}`;
}

function list({ cursor, page: { templates: all, next_cursor: next } }) {
  if (!all.length) {
    return empty(t("templates.none"), t("templates.none.text"));
  }
  return html`<section class="card"><div class="scroll" tabindex="0" role="region" aria-label=${t("nav.templates")}><table>
      <thead><tr><th scope="col">${t("schedule.name")}</th><th scope="col">${t("template.id")}</th>
        <th scope="col" class="num">${t("template.version")}</th><th scope="col">${t("template.changed")}</th></tr></thead>
      <tbody>${all.map((line) => html`<tr>
        <td><a href="#/templates/${encodeURIComponent(line.template_id)}" dir="auto">${line.name ?? line.template_id}</a></td>
        <td><code>${line.template_id}</code></td><td class="num">${number(line.version)}</td><td>${ago(line.updated_at)}</td></tr>`)}</tbody>
    </table></div>
    <nav class="pages" aria-label=${t("pages")}>
      ${cursor ? html`<a href="#/templates">${t("pages.first")}</a>` : nothing}
      ${next ? html`<a href="#/templates?cursor=${encodeURIComponent(next)}">${t("pages.next")}</a>` : nothing}
    </nav></section>`;
}

function one(template) {
  const { segments, music } = template;
  return html`<h1 dir="auto">${template.name ?? template.template_id}</h1>
    <p class="subject"><code>${template.template_id}</code> ${template.format} · ${String(template.loudness)} LUFS ·
      ${String(template.true_peak)} dBTP</p>
    <section class="card" aria-labelledby="segments"><h2 id="segments">${t("template.segments")}</h2>
      <ol class="lines">${segments.map(part)}</ol></section>
    ${music?.length ? html`<section class="card" aria-labelledby="music"><h2 id="music">${t("template.music")}</h2>
      <ol class="lines">${music.map(part)}</ol></section>` : nothing}`;
}

function part({ type, text, ...rest }) {
  return html`<li>${type ? html`<span class=${type === "main" ? "state running" : "state"}>${type}</span>` : nothing}
    ${text ? html`<span dir="auto">${text}</span>` : nothing}
    ${Object.keys(rest).length ? tree(rest) : nothing}</li>`;
}
