// Questions before something is changed, and short news after it.

import { html, nothing, render } from "../lit/lit-html.js";
import { t } from "./words.js";

/** Asks before an action. Resolves to the reason, which may be empty, or to null if the reader would rather not. */
export async function confirm(question) {
  const answer = await ask(question);
  return answer && (answer.reason ?? "");
}

/**
 * The same, but resolves to all that was typed in, by name.
 *
 * @param rate how many each second, for the reader to change; not asked for if there is none
 */
export function ask({ title, text, action, danger = false, reason = false, rate = undefined }) {
  const dialog = document.createElement("dialog");
  dialog.setAttribute("aria-labelledby", "question");
  document.body.append(dialog);
  return new Promise((resolve) => {
    const answer = (event) => {
      event.preventDefault();
      const typed = [...new FormData(event.target)].map(([name, value]) => [name, value.trim()]);
      dialog.close();
      resolve(Object.fromEntries(typed));
    };
    render(html`<form method="dialog" @submit=${answer}>
      <h2 id="question">${title}</h2>
      <p>${text}</p>
      ${reason
        ? html`<label>${t("dialog.reason")} <input name="reason" maxlength="500" autocomplete="off"></label>`
        : nothing}
      ${rate
        ? html`<label>${t("dialog.rate")} <input name="rate" type="number" min="1" max="1000" required value=${rate}></label>`
        : nothing}
      <div class="buttons">
        <button type="button" @click=${() => dialog.close()}>${t("dialog.no")}</button>
        <button class=${danger ? "danger" : "primary"}>${action}</button>
      </div>
    </form>`, dialog);
    dialog.addEventListener("close", () => {
      dialog.remove();
      resolve(null);
    });
    dialog.showModal();
  });
}

let timer;

/** Says shortly what has happened; screen readers say it too. */
export function say(text, bad = false) {
  const place = document.getElementById("news");
  clearTimeout(timer);
  render(html`<p class=${bad ? "news bad" : "news"}>${text}</p>`, place);
  timer = setTimeout(() => render(nothing, place), bad ? 10_000 : 5000);
}
