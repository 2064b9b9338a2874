// Brings events of the past once more: tells how many there are, and asks.

import { html, nothing } from "../lit/lit-html.js";
import { get, post } from "../kit/api.js";
import { confirm, say } from "../kit/dialog.js";
import { may } from "../kit/session.js";
import { t } from "../kit/words.js";

const DAY = 24 * 60 * 60_000;

/** @param topic the one that is shown; empty for every one */
export function replayForm(visit, topics, topic) {
  if (!may("operator") || !topics.length) {
    return nothing;
  }
  const go = (event) => {
    event.preventDefault();
    const { topic: name, subscriber, from, to, again } = event.target.elements;
    replay(visit, { topic: name.value, ...(subscriber.value && { subscriber: subscriber.value }), from: instant(from.value), to: instant(to.value), again: again.checked });
  };
  return html`<details class="card"><summary>${t("replay")}</summary>
    <p class="hint">${t("replay.help")}</p>
    <form class="filters" @submit=${go}>
      <label>${t("event.topic")} <select name="topic">${topics.map(({ name }) =>
        html`<option ?selected=${name === topic}>${name}</option>`)}</select></label>
      <label>${t("replay.subscriber")} <select name="subscriber"><option value="">${t("replay.everyone")}</option>
        ${topics.flatMap(({ name, subscribers }) => subscribers.map((subscriber) =>
          html`<option value=${subscriber}>${subscriber} (${name})</option>`))}</select></label>
      <label>${t("replay.from")} <input name="from" type="datetime-local" required value=${local(Date.now() - DAY)}></label>
      <label>${t("replay.to")} <input name="to" type="datetime-local" required value=${local(Date.now() + 60_000)}></label>
      <label class="check"><input name="again" type="checkbox"> ${t("replay.again")}</label>
      <button>${t("replay.do")}</button>
    </form></details>`;
}

/** As a field for the reader's own time has it, to the minute. */
function local(time) {
  return new Date(time - new Date(time).getTimezoneOffset() * 60_000).toISOString().slice(0, 16);
}

function instant(text) {
  return new Date(text).toISOString();
}

async function replay(visit, asked) {
  const { topic, from, to, again } = asked;
  const count = await visit.attempt(() =>
    get("api/events/replay", { topic, created_from: from, created_before: to }, visit.signal));
  if (!count) {
    return;
  }
  if (!count.events) {
    say(t("replay.none"));
    return;
  }
  const reason = await confirm({
    title: t("replay.title", { n: count.events, topic }),
    text: `${count.is_more ? `${t("bulk.more")} ` : ""}${t(again ? "replay.text.again" : "replay.text")}`,
    action: t("replay"), danger: again, reason: true,
  });
  if (reason !== null) {
    await visit.attempt(async () => {
      const { task_id: task, events } = await post("api/events/replay", { ...asked, ...(reason && { reason }) });
      say(t("replay.done", { n: events }));
      location.hash = `#/tasks/${task}`;
    });
  }
}
