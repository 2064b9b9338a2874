// Which processes run tasks, what each serves, and how busy it is.

import { html, nothing } from "../lit/lit-html.js";
import { get } from "../kit/api.js";
import { ago, number } from "../kit/format.js";
import { empty, loading } from "../kit/parts.js";
import { t } from "../kit/words.js";

const SECONDS = 5;

export function instances(visit) {
  const screen = { all: null };
  visit.show(() => html`<h1>${t("nav.instances")}</h1><p class="hint">${t("instances.help")}</p>
    ${screen.all ? list(screen.all) : loading(4)}`);
  visit.every(SECONDS, async () => {
    screen.all = (await get("api/instances", {}, visit.signal)).instances;
  });
  return t("nav.instances");
}

function list(all) {
  if (!all.length) {
    return empty(t("instances.none"), t("instances.none.text"));
  }
  return html`<section class="card"><div class="scroll" tabindex="0" role="region" aria-label=${t("nav.instances")}><table>
    <thead><tr><th scope="col">${t("task.state")}</th><th scope="col">${t("instance.name")}</th>
      <th scope="col">${t("instance.version")}</th><th scope="col">${t("instance.slots")}</th>
      <th scope="col">${t("instance.seen")}</th><th scope="col">${t("instance.serves")}</th></tr></thead>
    <tbody>${all.map((one) => html`<tr><td>${condition(one)}</td>
      <td class="nowrap"><code>${one.worker}</code></td><td class="nowrap">${one.version ?? "–"}</td>
      <td>${slots(one)}</td><td>${ago(one.seen_at)}</td>
      <td class="wide-text">${serves(one.types)}</td></tr>`)}</tbody>
  </table></div></section>`;
}

function condition(one) {
  const [kind, word] = !one.is_running ? ["cancelled", "silent"] : one.is_draining ? ["queued", "drains"] : ["succeeded", "runs"];
  return html`<span class="state ${kind}">${t(`instance.${word}`)}</span>`;
}

/** How many of them were taken. */
function slots({ slots: all, running }) {
  return all === undefined ? "–" : html`<progress max=${all} .value=${running} aria-label=${t("instance.slots")}></progress>
    ${t("progress.of", { done: number(running), total: number(all) })}`;
}

function serves(types) {
  return types.length ? types.map((type, place) => html`${place ? ", " : nothing}<a href="#/tasks?q=type%3A${type}">${type}</a>`) : "–";
}
