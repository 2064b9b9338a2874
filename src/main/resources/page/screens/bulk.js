// Cancels, tries again or deletes all tasks that match: tells how many there are, asks, and leads to the task that does it.

import { html, nothing } from "../lit/lit-html.js";
import { get, post } from "../kit/api.js";
import { ask, say } from "../kit/dialog.js";
import { parameters } from "../kit/query.js";
import { may } from "../kit/session.js";
import { t } from "../kit/words.js";

const STATES = {
  cancel: ["QUEUED", "RUNNING"],
  retry: ["DEAD"],
  delete: ["SUCCEEDED", "DEAD", "CANCELLED"],
};
const ROLES = { cancel: "operator", retry: "operator", delete: "admin" };
// A second: what has failed together needn't fail together again.
const RATE = 20;

/** A button for each action that a query line's tasks may be open to. */
export function bulkButtons(visit, { words, unknown }) {
  // The server does nothing to what was looked for by these.
  if (unknown.length || !Object.keys(words).length || words.label || words.input) {
    return nothing;
  }
  const open = Object.keys(STATES).filter((action) =>
    may(ROLES[action]) && (!words.state || STATES[action].includes(words.state)));
  return open.length ? html`<div class="buttons bulk">${open.map((action) => html`<button type="button" class="small"
    @click=${() => orderBulk(visit, action, parameters(words))}>${t(`bulk.${action}`)}</button>`)}</div>` : nothing;
}

/** @param filter by the names of the parameters of GET /api/tasks, and fingerprint */
export async function orderBulk(visit, action, filter) {
  const given = Object.fromEntries(Object.entries(filter).filter(([, value]) => value));
  const count = await visit.attempt(() => get(`api/bulk/${action}`, given, visit.signal));
  if (!count) {
    return;
  }
  if (!count.tasks && !count.is_more) {
    say(t("bulk.none"));
    return;
  }
  const answer = await ask({
    title: t(`bulk.${action}.title`, { n: count.tasks }),
    text: `${count.is_more ? `${t("bulk.more")} ` : ""}${t(`bulk.${action}.text`)}`,
    action: t(`bulk.${action}`), danger: action !== "retry", reason: true,
    rate: action === "retry" ? RATE : undefined,
  });
  if (answer) {
    await visit.attempt(() => begin(action, given, answer));
  }
}

async function begin(action, filter, { reason, rate }) {
  const body = { filter, ...(reason && { reason }), ...(rate && { rate: Number(rate) }) };
  const { task_id: task } = await post(`api/bulk/${action}`, body);
  say(t("bulk.begun"));
  location.hash = `#/tasks/${task}`;
}
