// The way to what isn't needed every day.

import { html } from "../lit/lit-html.js";
import { seesData } from "../kit/session.js";
import { t } from "../kit/words.js";

/** Screens that are found here, by their names. */
export const FURTHER = ["instances", "queues", "audit", "scans", "search", "templates"];

export function more(visit) {
  const names = FURTHER.filter((name) => name !== "search" || seesData());
  visit.show(() => html`<h1>${t("nav.more")}</h1>
    <ul class="tiles">${names.map((name) => html`<li><a class="tile plain" href="#/${name}"><strong>${t(`nav.${name}`)}</strong>
      <small>${t(`more.${name}`)}</small></a></li>`)}</ul>`);
  return t("nav.more");
}
