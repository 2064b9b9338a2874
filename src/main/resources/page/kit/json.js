// JSON that keeps numbers as they were written, and shows it as a tree.

import { html, nothing } from "../lit/lit-html.js";
import "./branch.js";
import { t } from "./words.js";

const MAX_CHILDREN = 200;
const MAX_TEXT = 2000;
const OPEN_UP_TO = 20;

/** A number that JavaScript would change, such as 12345678901234567890 or 1.10. */
export class Exact {
  constructor(source) {
    this.source = source;
  }

  toString() {
    return this.source;
  }
}

/** Reads JSON; a number that would be written differently becomes an Exact one. */
export function parse(text) {
  return JSON.parse(text, (name, value, context) =>
    typeof value === "number" && context?.source !== undefined && String(value) !== context.source
      ? new Exact(context.source)
      : value);
}

/** Writes what parse has read, to the letter of each number. */
export function stringify(value, indent = 2, depth = 0) {
  if (value instanceof Exact) {
    return value.source;
  }
  if (value === null || typeof value !== "object") {
    return JSON.stringify(value);
  }
  const isArray = Array.isArray(value);
  const pad = indent ? "\n" + " ".repeat(indent * (depth + 1)) : "";
  const end = indent ? "\n" + " ".repeat(indent * depth) : "";
  const parts = isArray
    ? value.map((item) => pad + stringify(item, indent, depth + 1))
    : Object.entries(value).map(([name, item]) =>
      `${pad}${JSON.stringify(name)}:${indent ? " " : ""}${stringify(item, indent, depth + 1)}`);
  const [open, close] = isArray ? "[]" : "{}";
  return parts.length ? open + parts.join(",") + end + close : open + close;
}

/** A tree whose branches are drawn when they are opened. */
export function tree(value) {
  return html`<div class="json" tabindex="0">${node(value, undefined, true)}</div>`;
}

function node(value, name, open) {
  const label = name === undefined ? nothing : html`<span class="name" dir="auto">${name}</span>: `;
  if (value === null || typeof value !== "object" || value instanceof Exact) {
    return html`<div class="leaf">${label}${leaf(value)}</div>`;
  }
  const isArray = Array.isArray(value);
  const entries = Object.entries(value);
  const size = isArray ? `[${entries.length}]` : `{${entries.length}}`;
  if (!entries.length) {
    return html`<div class="leaf">${label}<span class="size">${isArray ? "[]" : "{}"}</span></div>`;
  }
  const isOpen = open && entries.length <= OPEN_UP_TO;
  return html`<details ?open=${isOpen} @toggle=${draw}>
    <summary>${label}<span class="size">${size}</span></summary>
    ${isOpen ? children(entries, isArray) : nothing}
    ${isOpen ? nothing : html`<json-branch .branch=${() => children(entries, isArray)}></json-branch>`}
  </details>`;
}

function children(entries, isArray, from = 0) {
  const shown = entries.slice(from, from + MAX_CHILDREN);
  const rest = entries.length - from - shown.length;
  return html`<div class="children">
    ${shown.map(([name, item]) => node(item, isArray ? undefined : name, false))}
    ${rest > 0
      ? html`<details @toggle=${draw}><summary>${t("json.more", { n: rest })}</summary>
          <json-branch .branch=${() => children(entries, isArray, from + MAX_CHILDREN)}></json-branch></details>`
      : nothing}
  </div>`;
}

function leaf(value) {
  if (typeof value !== "string") {
    return html`<span class=${value instanceof Exact ? "number" : value === null ? "null" : typeof value}
      >${String(value)}</span>`;
  }
  if (value.length <= MAX_TEXT) {
    return html`<span class="string" dir="auto">${value}</span>`;
  }
  return html`<span class="string" dir="auto">${value.slice(0, MAX_TEXT)}…</span>
    <details @toggle=${draw}><summary>${t("json.longer", { n: value.length - MAX_TEXT })}</summary>
      <json-branch .branch=${() => html`<span class="string" dir="auto">${value.slice(MAX_TEXT)}</span>`}></json-branch>
    </details>`;
}

function draw(event) {
  if (event.target.open) {
    event.target.querySelector(":scope > json-branch")?.draw();
  }
}
