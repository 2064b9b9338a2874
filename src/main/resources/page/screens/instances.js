// Which processes run tasks, and what each serves.

import { html, nothing } from "../lit/lit-html.js";
import { get } from "../kit/api.js";
import { ago } from "../kit/format.js";
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
      <th scope="col">${t("instance.seen")}</th><th scope="col">${t("instance.serves")}</th></tr></thead>
    <tbody>${all.map((one) => html`<tr>
      <td><span class="state ${one.is_running ? "succeeded" : "cancelled"}">${t(one.is_running ? "instance.runs" : "instance.silent")}</span></td>
      <td><code>${one.worker}</code></td><td>${ago(one.seen_at)}</td>
      <td class="wide-text">${serves(one.types)}</td></tr>`)}</tbody>
  </table></div></section>`;
}

function serves(types) {
  return types.length ? types.map((type, place) => html`${place ? ", " : nothing}<a href="#/tasks?q=type%3A${type}">${type}</a>`) : "–";
}
