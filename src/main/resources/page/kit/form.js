// A form made from a JSON Schema: a field for each property of an object, JSON for what has properties of its own.

import { html, nothing } from "../lit/lit-html.js";
import { put } from "./api.js";
import { Exact, stringify } from "./json.js";
import { t } from "./words.js";

const CHOICE = /^\^\(([\w|-]+)\)\$$/;
const LONG = 300;

// What the server shows in place of a secret. Sent back beside the origin it means the origin's.
const MASK = "•••";

/**
 * The fields of a schema, required ones first.
 *
 * @param secrets names of those that are never shown
 */
export function fields(schema, secrets = []) {
  const required = schema.required ?? [];
  return Object.entries(schema.properties ?? {})
    .map(([name, rule]) => ({ name, rule, required: required.includes(name), kind: kind(name, rule),
      secret: secrets.includes(name) }))
    .sort((one, other) => other.required - one.required);
}

function kind(name, rule) {
  const types = [rule.type ?? "object"].flat().filter((type) => type !== "null");
  if (rule.enum || CHOICE.test(rule.pattern ?? "")) {
    return "choice";
  }
  if (types.length === 1 && types[0] === "string") {
    return /storage folder/.test(rule.description ?? "") ? "file" : (rule.maxLength ?? 0) > LONG ? "text" : "line";
  }
  return types.length === 1 && ["integer", "number", "boolean"].includes(types[0]) ? types[0] : "json";
}

function options(rule) {
  return rule.enum ?? CHOICE.exec(rule.pattern)[1].split("|");
}

/** What stands in a field for a value that is there already. */
export function written(field, value) {
  if (value === undefined || value === null) {
    return "";
  }
  return field.kind === "json" ? stringify(value) : String(value);
}

/**
 * The input as JSON, with numbers to the letter.
 *
 * @param values what stands in the fields, by name
 * @throws {field, message} for what isn't JSON
 */
export function input(all, values) {
  const parts = [];
  for (const { name, kind: of } of all) {
    const text = values[name] ?? "";
    if (text.trim() === "") {
      continue;
    }
    parts.push(`${JSON.stringify(name)}: ${json(name, of, text)}`);
  }
  return `{${parts.join(", ")}}`;
}

function json(name, of, text) {
  if (text === MASK) {
    return JSON.stringify(text);
  }
  if (["integer", "number", "boolean", "json"].includes(of)) {
    try {
      JSON.parse(text);
    } catch {
      throw { field: name, message: t("form.not", { what: t(`form.${of}`) }) };
    }
    return text.trim();
  }
  return JSON.stringify(text);
}

/** @param fault what is wrong with it, if anything */
export function draw(field, value, fault, change) {
  const { name, rule, required, kind: of } = field;
  const id = `field-${name}`;
  const enter = (event) => change(name, event.target.value);
  const about = [rule.description, bounds(rule), required ? "" : t("form.optional")].filter(Boolean).join(" · ");
  return html`<div class="field">
    <label for=${id}>${name}${required ? html` <span class="wrong" aria-hidden="true">*</span>` : nothing}</label>
    ${control(field, id, value, enter, change)}
    <p class="hint" id="${id}-about">${about}</p>
    ${fault ? html`<p class="wrong" id="${id}-fault" role="alert">${fault}</p>` : nothing}
  </div>`;
}

function control({ name, rule, required, secret, kind: of }, id, value, enter, change) {
  if (of === "choice" || of === "boolean") {
    const all = of === "boolean" ? ["true", "false"] : options(rule);
    return html`<select id=${id} aria-describedby="${id}-about" ?required=${required} @change=${enter}>
      <option value="">–</option>${all.map((option) =>
        html`<option ?selected=${option === value}>${option}</option>`)}</select>`;
  }
  if (of === "text" || of === "json") {
    return html`<textarea id=${id} rows=${of === "json" ? 4 : 3} aria-describedby="${id}-about" ?required=${required}
      class=${of === "json" ? "mono" : ""} spellcheck=${of !== "json"} .value=${value} @input=${enter}></textarea>`;
  }
  const isNumber = of === "integer" || of === "number";
  return html`<div class="with-file"><input id=${id} type=${secret ? "password" : "text"} .value=${value} @input=${enter} aria-describedby="${id}-about"
      ?required=${required} autocomplete=${secret ? "new-password" : "off"} inputmode=${isNumber ? "decimal" : "text"}>
    ${of === "file" ? upload(name, change) : nothing}</div>`;
}

function upload(name, change) {
  const send = async (event) => {
    const [file] = event.target.files;
    if (!file) {
      return;
    }
    change(name, t("form.sending", { name: file.name }));
    try {
      const { filename } = await put(`api/files/${encodeURIComponent(file.name)}`, file);
      change(name, filename);
    } catch (problem) {
      change(name, "", problem.message);
    }
  };
  return html`<label class="button">${t("form.file")}
    <input type="file" class="hidden" @change=${send}></label>`;
}

function bounds({ minimum, maximum, maxLength }) {
  const text = (bound) => (bound instanceof Exact ? bound.source : bound.toLocaleString());
  if (minimum !== undefined && maximum !== undefined) {
    return t("form.between", { from: text(minimum), to: text(maximum) });
  }
  return maxLength === undefined ? "" : t("form.length", { n: maxLength });
}
