// The page's texts, in the reader's language.

import en from "../words/en.js";
import uk from "../words/uk.js";

const LANGUAGES = { en, uk };
const CHOSEN = "handoff.language";

function preferred() {
  const chosen = localStorage.getItem(CHOSEN);
  const wanted = [chosen, ...navigator.languages].filter(Boolean).map((tag) => tag.slice(0, 2));
  return wanted.find((tag) => tag in LANGUAGES) || "en";
}

export let language = preferred();
let plural = new Intl.PluralRules(language);
document.documentElement.lang = language;

export function choose(tag) {
  localStorage.setItem(CHOSEN, tag);
  language = tag;
  plural = new Intl.PluralRules(tag);
  document.documentElement.lang = tag;
}

/** A text by its name. {n} and the like are replaced; a text with several forms is chosen by n. */
export function t(name, values = {}) {
  const found = LANGUAGES[language][name] ?? en[name] ?? name;
  const text = typeof found === "string" ? found : found[plural.select(values.n)] ?? found.other;
  return text.replace(/\{(\w+)\}/g, (whole, place) => {
    const value = values[place] ?? whole;
    return typeof value === "number" ? value.toLocaleString(language) : value;
  });
}
