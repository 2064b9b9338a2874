// What happened to a task, in the order in which it happened.

import { html, nothing } from "../lit/lit-html.js";
import { between, clock, duration, exact, number } from "../kit/format.js";
import { t } from "../kit/words.js";

// A task that was tried ten thousand times is drawn as fast as any other.
const MAX_LINES = 100;

/** Each line with how long it was since the one before. */
export function timeline(task) {
  const lines = [
    { at: task.created_at, text: t("happened.submitted"), kind: "queued" },
    task.run_at > task.created_at && new Date(task.run_at) < Date.now()
      && { at: task.run_at, text: t("happened.due"), kind: "queued" },
    ...(task.attempts ?? []).flatMap((attempt) => [
      { at: attempt.started_at, text: t("happened.began", { attempt: attempt.attempt }), kind: "running" },
      {
        at: attempt.ended_at, kind: attempt.outcome === "FAILED" ? "dead" : "cancelled", note: attempt.error,
        text: t(`happened.${attempt.outcome}`, { attempt: attempt.attempt }),
      },
    ]),
    task.started_at && !task.attempts?.some((attempt) => attempt.attempt === task.attempt)
      && { at: task.started_at, text: t("happened.began", { attempt: task.attempt }), kind: "running" },
    ...(task.steps ?? []).map((step) =>
      ({ at: step.finished_at, text: t("happened.step", { name: step.name }), kind: "step" })),
    task.cancel_requested_at && { at: task.cancel_requested_at, text: t("happened.cancel"), kind: "cancelled" },
    task.ended_at && { at: task.ended_at, text: t(`happened.${task.state}`), kind: task.state.toLowerCase() },
  ].filter(Boolean).sort((one, other) => new Date(one.at) - new Date(other.at));
  const hidden = lines.length - MAX_LINES;
  const shown = hidden > 0 ? [...lines.slice(0, 10), { gap: hidden }, ...lines.slice(10 + hidden)] : lines;
  return html`<ol class="timeline">${shown.map((line, place) => (line.gap
    ? html`<li class="gap">${t("happened.more", { n: line.gap })}</li>`
    : html`<li class=${line.kind}><time datetime=${line.at} title=${exact(line.at)}>${clock(line.at)}</time>
      <span class="what" dir="auto">${line.text}</span>
      ${place && !shown[place - 1].gap ? html`<span class="after">+${between(shown[place - 1].at, line.at)}</span>` : nothing}
      ${line.note ? html`<p class="error" dir="auto">${line.note}</p>` : nothing}</li>`))}</ol>`;
}

export function steps(task) {
  if (!task.steps?.length) {
    return nothing;
  }
  const shown = task.steps.slice(-MAX_LINES);
  return html`<section class="card" aria-labelledby="steps"><h2 id="steps">${t("task.steps")} ${count(task.steps, shown)}</h2>
    <div class="scroll" tabindex="0" role="region" aria-label=${t("table.of", { what: t("task.steps") })}><table>
      <thead><tr><th scope="col">${t("step.name")}</th><th scope="col" class="num">${t("task.attempt")}</th>
        <th scope="col">${t("step.at")}</th><th scope="col" class="num">${t("step.tokens")}</th></tr></thead>
      <tbody>${shown.map((step) => html`<tr><td dir="auto">${step.name}</td><td class="num">${number(step.attempt)}</td>
        <td>${exact(step.finished_at)}</td>
        <td class="num">${step.usage ? number(step.usage.input_tokens + step.usage.output_tokens) : "–"}</td></tr>`)}</tbody>
    </table></div></section>`;
}

export function attempts(task) {
  if (!task.attempts?.length) {
    return nothing;
  }
  const shown = task.attempts.slice(-MAX_LINES).reverse();
  return html`<section class="card" aria-labelledby="attempts">
    <h2 id="attempts">${t("task.attempts")} ${count(task.attempts, shown)}</h2>
    <div class="scroll" tabindex="0" role="region" aria-label=${t("table.of", { what: t("task.attempts") })}><table>
      <thead><tr><th scope="col" class="num">${t("attempt")}</th><th scope="col">${t("attempt.outcome")}</th>
        <th scope="col">${t("attempt.began")}</th><th scope="col">${t("task.took")}</th>
        <th scope="col">${t("task.worker")}</th></tr></thead>
      <tbody>${shown.map((attempt) => html`<tr><td class="num">${number(attempt.attempt)}</td>
        <td>${t(`outcome.${attempt.outcome}`)}<p class="error" dir="auto">${attempt.error}</p></td>
        <td>${exact(attempt.started_at)}</td>
        <td>${duration(new Date(attempt.ended_at) - new Date(attempt.started_at))}</td>
        <td><code>${attempt.worker}</code></td></tr>`)}</tbody>
    </table></div></section>`;
}

function count(all, shown) {
  return html`<small>${shown.length < all.length
    ? t("shown.last", { n: shown.length, all: all.length }) : number(all.length)}</small>`;
}
