// Draws the frame, and in it the screen that the address asks for.

import { html, nothing, render } from "./lit/lit-html.js";
import { get, key } from "./kit/api.js";
import { Visit } from "./kit/frame.js";
import { trouble } from "./kit/parts.js";
import { choose, language, t } from "./kit/words.js";
import { dead } from "./screens/dead.js";
import { events } from "./screens/events.js";
import { groups } from "./screens/groups.js";
import { overview } from "./screens/overview.js";
import { schedules } from "./screens/schedules.js";
import { submit } from "./screens/submit.js";
import { task } from "./screens/task.js";
import { tasks } from "./screens/tasks.js";

const SCREENS = { overview, tasks, dead, groups, schedules, events, submit };
const THEME = "handoff.theme";
const THEMES = ["auto", "light", "dark"];

let visit;
let problem = null;

function place() {
  const [path, query = ""] = location.hash.replace(/^#\/?/, "").split("?");
  const [name, id] = path.split("/");
  return { name: name in SCREENS ? name : "overview", id, parameters: new URLSearchParams(query) };
}

function frame() {
  const here = place().name;
  return html`
    <a class="skip" href="#main" @click=${skip}>${t("skip")}</a>
    <header class="top">
      <a class="brand" href="#/overview"><span class="logo" aria-hidden="true">→</span> Handoff</a>
      <nav aria-label=${t("nav")}>
        ${Object.keys(SCREENS).map((name) =>
          html`<a href="#/${name}" aria-current=${name === here ? "page" : "false"}>${t(`nav.${name}`)}</a>`)}
      </nav>
      <div class="settings">
        <label><span class="hidden">${t("language")}</span>
          <select @change=${(event) => { choose(event.target.value); go(); }}>
            <option value="en" lang="en" ?selected=${language === "en"}>EN</option>
            <option value="uk" lang="uk" ?selected=${language === "uk"}>УКР</option>
          </select></label>
        <button type="button" class="small" @click=${nextTheme}>${t(`theme.${theme()}`)}</button>
        ${key.get() ? html`<button type="button" class="small" @click=${leave}>${t("sign.out")}</button>` : nothing}
      </div>
    </header>
    <div class="alert">${problem && problem.status !== 401 ? trouble(problem) : nothing}</div>
    <main id="main" tabindex="-1"></main>
    <div id="news" role="status" aria-live="polite"></div>`;
}

function skip(event) {
  event.preventDefault();
  document.getElementById("main").focus();
}

function theme() {
  return localStorage.getItem(THEME) || "auto";
}

function nextTheme() {
  localStorage.setItem(THEME, THEMES[(THEMES.indexOf(theme()) + 1) % THEMES.length]);
  paint();
  draw();
}

function paint() {
  document.documentElement.dataset.theme = theme();
}

function leave() {
  key.forget();
  go();
}

function draw() {
  render(frame(), document.getElementById("app"));
}

/** Shows refusals above the screen until one call succeeds; without a valid key it asks for one. */
function refused(found) {
  const changed = (found?.message ?? null) !== (problem?.message ?? null);
  problem = found;
  if (found?.status === 401) {
    visit.end();
    signIn(key.get() !== "");
  } else if (changed) {
    draw();
  }
}

function signIn(wrong) {
  const main = document.getElementById("main");
  document.title = `${t("sign.title")} · Handoff`;
  const enter = async (event) => {
    event.preventDefault();
    key.set(event.target.elements.key.value.trim());
    try {
      await get("api/tasks", { limit: 1 });
      go();
    } catch (found) {
      if (found.status === 401) {
        key.forget();
      }
      problem = found;
      event.target.reset();
      draw();
      signIn(true);
    }
  };
  render(html`<form class="sign card" @submit=${enter}>
    <h1>${t("sign.title")}</h1>
    <p>${t("sign.text")}</p>
    ${wrong ? html`<p class="wrong" role="alert">${problem?.status === 401 ? t("sign.wrong") : problem?.message}</p>` : nothing}
    <label>${t("sign.key")} <input name="key" type="password" required autocomplete="current-password"></label>
    <div class="buttons"><button class="primary">${t("sign.in")}</button></div>
  </form>`, main);
  main.querySelector("input").focus();
}

function go() {
  visit?.end();
  problem = null;
  const { name, id, parameters } = place();
  draw();
  const main = document.getElementById("main");
  render(nothing, main);
  visit = new Visit(main, refused);
  const title = name === "tasks" && id ? task(visit, id) : SCREENS[name](visit, parameters);
  document.title = `${title} · Handoff`;
}

/** A reader who goes elsewhere begins there, by keyboard too; not one who only changes what a list shows. */
function moved(event) {
  const screen = (url) => new URL(url).hash.split("?")[0];
  go();
  if (screen(event.oldURL) !== screen(event.newURL)) {
    window.scrollTo(0, 0);
    document.getElementById("main").focus({ preventScroll: true });
  }
}

paint();
window.addEventListener("hashchange", moved);
document.getElementById("app").replaceChildren();
go();
