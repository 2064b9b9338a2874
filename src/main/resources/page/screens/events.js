// What was published, whether it has reached its subscribers, and the topics there are.

import { html, nothing } from "../lit/lit-html.js";
import { repeat } from "../lit/directives/repeat.js";
import { get } from "../kit/api.js";
import { ago, number } from "../kit/format.js";
import { tree } from "../kit/json.js";
import { empty, loading } from "../kit/parts.js";
import { t } from "../kit/words.js";
import { replayForm } from "./replay.js";

const SECONDS = 5;
const STATES = ["", "pending", "published", "dead"];
const KINDS = { pending: "queued", published: "succeeded", dead: "dead" };

export function events(visit, asked) {
  const filter = { topic: asked.get("topic") ?? "", state: asked.get("state") ?? "", cursor: asked.get("cursor") ?? "" };
  const screen = { filter, page: null, topics: [] };
  visit.show(() => view(visit, screen));
  visit.every(SECONDS, async () => {
    screen.page = await get("api/events", { ...filter, limit: 30 }, visit.signal);
  });
  visit.attempt(async () => {
    screen.topics = (await get("api/topics", {}, visit.signal)).topics;
  });
  return t("nav.events");
}

function address(filter) {
  const query = new URLSearchParams(Object.entries(filter).filter(([, value]) => value));
  return `#/events${query.size ? `?${query}` : ""}`;
}

function view(visit, { filter, page, topics }) {
  const go = (event) => { location.hash = address({ ...filter, cursor: "", topic: event.target.value }); };
  return html`<h1>${t("nav.events")}</h1>
    <div class="head">
      <nav class="choice" aria-label=${t("task.state")}>${STATES.map((name) => html`<a
        href=${address({ ...filter, cursor: "", state: name })} aria-current=${name === filter.state ? "true" : "false"}
        >${t(`event.${name || "all"}`)}</a>`)}</nav>
      <label>${t("event.topic")} <select @change=${go}><option value="">${t("event.every")}</option>
        ${topics.map(({ name }) => html`<option ?selected=${name === filter.topic}>${name}</option>`)}</select></label>
    </div>
    ${replayForm(visit, topics, filter.topic)}
    ${page ? list(filter, page, topics) : loading(8)}`;
}

function list(filter, { events: all, next_cursor: next }, topics) {
  if (!all.length) {
    return empty(t("events.none"), t("events.none.text"));
  }
  return html`<section class="card"><ul class="lines">${repeat(all, (event) => event.event_id, (event) => html`<li>
      <details><summary><span class="state ${KINDS[event.state]}">${t(`event.${event.state}`)}</span>
        <strong>${event.topic}</strong> <small>v${event.version}</small> ${ago(event.created_at)}
        <small>${t("event.subscribers", { n: subscribers(event, topics) })}</small></summary>
        ${event.error ? html`<p class="error" dir="auto">${event.error} (${number(event.failures)})</p>` : nothing}
        <p class="hint"><code>${event.event_id}</code> · ${event.source}</p>${tree(event.data)}</details></li>`)}</ul>
    <nav class="pages" aria-label=${t("pages")}>
      ${filter.cursor ? html`<a href=${address({ ...filter, cursor: "" })}>${t("pages.first")}</a>` : nothing}
      ${next ? html`<a href=${address({ ...filter, cursor: next })}>${t("pages.next")}</a>` : nothing}
    </nav></section>`;
}

function subscribers(event, topics) {
  return topics.filter(({ name, version }) => name === event.topic && version === event.version)
    .reduce((sum, topic) => sum + topic.subscribers.length, 0);
}
