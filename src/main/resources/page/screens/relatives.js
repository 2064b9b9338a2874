// Where a task comes from, and what has come of it, as a tree.

import { html, nothing } from "../lit/lit-html.js";
import { get } from "../kit/api.js";
import { ago } from "../kit/format.js";
import { state, taskLink } from "../kit/parts.js";
import { t } from "../kit/words.js";

function read(id, signal) {
  return get(`api/tasks/${encodeURIComponent(id)}/relatives`, {}, signal);
}

/** The tasks around one; whoever wants to know more opens a branch. */
export class Relatives {
  #visit;
  #id;
  #known = new Map();
  #mark;

  constructor(visit, id) {
    this.#visit = visit;
    this.#id = id;
  }

  /** @param mark what has to change before it is worth to ask again */
  async load(mark) {
    if (this.#mark !== mark) {
      this.#known.set(this.#id, await read(this.#id, this.#visit.signal));
      this.#mark = mark;
    }
  }

  async #open(id) {
    if (!this.#known.has(id)) {
      await this.#visit.attempt(async () => {
        this.#known.set(id, await read(id, this.#visit.signal));
      });
    }
  }

  /** @param task as it stands, which the tree has in its middle */
  show(task) {
    const found = this.#known.get(this.#id);
    if (!found || (!found.above.length && !found.follow_ups.length)) {
      return nothing;
    }
    const here = html`<li><span aria-current="true"><strong>${task.type}</strong> ${state(task.state)}</span>
      ${this.#branch(found)}</li>`;
    const tree = found.above.reduceRight((below, above) => html`<li>${line(above)}<ul>${below}</ul></li>`, here);
    return html`<section class="card" aria-labelledby="relatives"><h2 id="relatives">${t("task.relatives")}</h2>
      <ul class="tree">${tree}</ul></section>`;
  }

  #branch({ follow_ups: followUps, is_more: isMore }) {
    return html`<ul>${followUps.map((task) => html`<li>${line(task)}${task.is_parent ? this.#closed(task) : nothing}</li>`)}
      ${isMore ? html`<li class="hint">${t("relatives.more", { n: followUps.length })}</li>` : nothing}</ul>`;
  }

  #closed(task) {
    const known = this.#known.get(task.task_id);
    return html`<details @toggle=${(event) => event.target.open && this.#open(task.task_id)}>
      <summary>${t("relatives.open")}</summary>${known ? this.#branch(known) : nothing}</details>`;
  }
}

function line(task) {
  return html`${taskLink(task.task_id, task.type)} ${state(task.state)} <small>${ago(task.created_at)}</small>`;
}
