// Pauses and resumes types of tasks.

import { html, nothing } from "../lit/lit-html.js";
import { get, post } from "../kit/api.js";
import { confirm, say } from "../kit/dialog.js";
import { ago } from "../kit/format.js";
import { may } from "../kit/session.js";
import { t } from "../kit/words.js";

/** Those that are paused, by type: since when, by whom and why. */
export async function paused(signal) {
  const { task_types: types } = await get("api/task-types", {}, signal);
  return new Map(types.filter((type) => type.paused).map((type) => [type.name, type.paused]));
}

/** @param changed what to do when it is done */
export function pauseButton(visit, type, pause, changed) {
  if (!may("operator")) {
    return nothing;
  }
  const press = async () => {
    const reason = pause
      ? await confirm({ title: t("resume.title", { type }), text: t("resume.text"), action: t("resume.do"), reason: true })
      : await confirm({ title: t("pause.title", { type }), text: t("pause.text"), action: t("pause.do"), reason: true });
    if (reason !== null) {
      await visit.attempt(async () => {
        await post(`api/task-types/${type}/${pause ? "resume" : "pause"}`, reason ? { reason } : {});
        say(t(pause ? "resume.done" : "pause.done", { type }));
        await changed();
      });
    }
  };
  return html`<button type="button" class="small" aria-label="${t(pause ? "resume.do" : "pause.do")} ${type}" @click=${press}>
    ${t(pause ? "resume.do" : "pause.do")}</button>`;
}

export function pauses(all) {
  return [...all].map(([type, pause]) => html`<div class="trouble" role="status">
    <strong>${t("pause.is", { type })}</strong>
    <p>${ago(pause.paused_at)} · ${pause.by}${pause.reason ? html` · <span dir="auto">${pause.reason}</span>` : nothing}</p></div>`);
}
