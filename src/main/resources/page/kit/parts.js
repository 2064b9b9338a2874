// Pieces that several screens are made of.

import { html, nothing } from "../lit/lit-html.js";
import { say } from "./dialog.js";
import { t } from "./words.js";

const MARKS = { QUEUED: "◔", RUNNING: "▶", SUCCEEDED: "✓", DEAD: "✕", CANCELLED: "⊘" };

/** A state by colour, mark and word. */
export function state(name) {
  return html`<span class="state ${name.toLowerCase()}"><span aria-hidden="true">${MARKS[name] ?? "•"}</span>
    ${t(`state.${name}`)}</span>`;
}

export function taskLink(id, text = undefined) {
  return html`<a href="#/tasks/${id}" class="id">${text ?? html`<code>${id}</code>`}</a>`;
}

/** How far a running task is. */
export function progress(value) {
  if (!value) {
    return nothing;
  }
  const { done, total } = value;
  return html`<span class="progress"><progress max=${String(total)} .value=${Number(done)}
    aria-label=${t("task.progress")}></progress> ${t("progress.of", { done: String(done), total: String(total) })}</span>`;
}

/** What a refusal says, with a remedy if there is one. */
export function trouble(problem) {
  return html`<div class="trouble" role="alert">
    <strong>${problem.status === 0 ? t("trouble.away") : problem.title || t("trouble.title")}</strong>
    <p>${problem.status === 0 ? t("trouble.away.text") : problem.message}</p>
  </div>`;
}

export function empty(title, text, more = nothing) {
  return html`<div class="empty"><p class="big">${title}</p><p>${text}</p>${more}</div>`;
}

/** Grey lines where something is on its way, as high as what will come. */
export function loading(lines = 8) {
  return html`<div class="loading" role="status"><span class="hidden">${t("loading")}</span>
    ${Array.from({ length: lines }, () => html`<div class="ghost" aria-hidden="true"></div>`)}</div>`;
}

export function copy(label, text) {
  const put = async () => {
    try {
      await navigator.clipboard.writeText(text());
      say(t("copied"));
    } catch {
      say(t("copied.not"), true);
    }
  };
  return html`<button type="button" class="small" @click=${put}>${label}</button>`;
}

/** How news come to this screen: as they happen, or by asking now and then. */
export function pulse(seconds) {
  if (seconds === null) {
    return nothing;
  }
  return html`<span class=${seconds ? "pulse" : "pulse live"} title=${seconds ? t("pulse.every.title", { n: seconds }) : t("pulse.live.title")}
    >${seconds ? t("pulse.every", { n: seconds }) : t("pulse.live")}</span>`;
}
