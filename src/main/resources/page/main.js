// Draws the frame, and in it the screen that the address asks for.

import { html, nothing, render } from "./lit/lit-html.js";
import { Visit } from "./kit/frame.js";
import { pulse, trouble } from "./kit/parts.js";
import { may, meet, person, provider, refusal, seesData, shortName, signIn, signOut } from "./kit/session.js";
import { choose, language, t } from "./kit/words.js";
import { audit } from "./screens/audit.js";
import { dead } from "./screens/dead.js";
import { events } from "./screens/events.js";
import { groups } from "./screens/groups.js";
import { instances } from "./screens/instances.js";
import { FURTHER, more } from "./screens/more.js";
import { overview } from "./screens/overview.js";
import { queues } from "./screens/queues.js";
import { scans } from "./screens/scans.js";
import { schedules } from "./screens/schedules.js";
import { search } from "./screens/search.js";
import { submit } from "./screens/submit.js";
import { task } from "./screens/task.js";
import { tasks } from "./screens/tasks.js";
import { templates } from "./screens/templates.js";

const SCREENS = { overview, tasks, dead, groups, schedules, events, submit, more, instances, queues, audit, scans, search, templates };
const FIRST = Object.keys(SCREENS).filter((name) => !FURTHER.includes(name));
const SHOWN = { events: seesData, submit: () => may("operator") };
// Milliseconds.
const AGAIN = 3000;
const THEME = "handoff.theme";
const THEMES = ["auto", "light", "dark"];

let visit;
let problem = null;
let pace = null;

/** A text that is no address is one as it is. */
function decoded(text) {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

function place() {
  const [path, query = ""] = location.hash.replace(/^#\/?/, "").split("?");
  const [name, id] = path.split("/").map(decoded);
  return { name: Object.hasOwn(SCREENS, name) ? name : "overview", id, parameters: new URLSearchParams(query) };
}

function frame() {
  const { name: shown } = place();
  const here = FURTHER.includes(shown) ? "more" : shown;
  return html`
    <a class="skip" href="#main" @click=${skip}>${t("skip")}</a>
    <header class="top">
      <a class="brand" href="#/overview"><span class="logo" aria-hidden="true">→</span> Handoff</a>
      <nav aria-label=${t("nav")}>
        ${FIRST.filter((name) => SHOWN[name]?.() ?? true).map((name) =>
          html`<a href="#/${name}" aria-current=${name === here ? "page" : "false"}>${t(`nav.${name}`)}</a>`)}
      </nav>
      <div class="settings">
        ${pulse(pace)}
        <label><span class="hidden">${t("language")}</span>
          <select @change=${(event) => { choose(event.target.value); begin(); }}>
            <option value="en" lang="en" ?selected=${language === "en"}>EN</option>
            <option value="uk" lang="uk" ?selected=${language === "uk"}>УКР</option>
          </select></label>
        <button type="button" class="small" @click=${nextTheme}>${t(`theme.${theme()}`)}</button>
        ${person() ? html`<span class="person" title=${person().name}>${shortName()} <small>${t(`role.${person().role}`)}</small></span>
          <button type="button" class="small" @click=${leave}>${t("sign.out")}</button>` : nothing}
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

async function leave() {
  visit?.end();
  try {
    await signOut();
  } catch (found) {
    problem = found;
  }
  begin();
}

function draw() {
  render(frame(), document.getElementById("app"));
}

/** Shows refusals above the screen until one call succeeds; whose session is over has to sign in. */
function refused(found) {
  const changed = (found?.message ?? null) !== (problem?.message ?? null);
  problem = found;
  if (found?.status === 401) {
    begin();
  } else if (changed) {
    draw();
  }
}

function paced(seconds) {
  if (pace !== seconds) {
    pace = seconds;
    draw();
  }
}

/** @param wrong why the reader is not let in, if that was tried */
function ask(wrong = null) {
  const main = document.getElementById("main");
  const account = provider();
  document.title = `${t("sign.title")} · Handoff`;
  const enter = async (event) => {
    event.preventDefault();
    try {
      await signIn(event.target.elements.key.value.trim());
      await begin();
    } catch (found) {
      event.target.reset();
      ask(found);
    }
  };
  render(html`<form class="sign card" @submit=${enter}>
    <h1>${t("sign.title")}</h1>
    <p>${t(account ? "sign.text.account" : "sign.text")}</p>
    ${wrong ? html`<p class="wrong" role="alert">${wrong.status === 401 ? t("sign.wrong") : wrong.message}</p>` : nothing}
    ${account ? html`<a class="primary" href=${account.href}>${t("sign.account")}</a>` : nothing}
    <label>${t("sign.key")} <input name="key" type="password" required autocomplete="current-password"></label>
    <div class="buttons"><button class=${account ? "" : "primary"}>${t("sign.in")}</button></div>
  </form>`, main);
  main.querySelector(account ? "a" : "input").focus();
}

/** Asks who is there, and shows the screen or, to one that the server doesn't know, the way in. */
async function begin() {
  visit?.end();
  visit = null;
  problem = null;
  pace = null;
  try {
    await meet();
  } catch (found) {
    problem = found;
  }
  draw();
  if (!problem) {
    go();
  } else if (problem.status === 401) {
    const why = refusal();
    ask(why && { message: t(`sign.${why}`) });
  } else {
    setTimeout(begin, AGAIN);
  }
}

function go() {
  visit?.end();
  problem = null;
  pace = null;
  const { name, id, parameters } = place();
  draw();
  const main = document.getElementById("main");
  render(nothing, main);
  visit = new Visit(main, refused, paced);
  const title = name === "tasks" && id ? task(visit, id) : SCREENS[name](visit, parameters, id);
  document.title = `${title} · Handoff`;
}

/** A reader who goes elsewhere begins there, by keyboard too; not one who only changes what a list shows. */
function moved(event) {
  const screen = (url) => new URL(url).hash.split("?")[0];
  if (!visit) {
    return;
  }
  go();
  if (screen(event.oldURL) !== screen(event.newURL)) {
    window.scrollTo(0, 0);
    document.getElementById("main").focus({ preventScroll: true });
  }
}

paint();
window.addEventListener("hashchange", moved);
begin();
