// The API of the server that sent this page, asked with its reader's credentials.

import { parse } from "./json.js";

// This file is /page/VERSION/kit/api.js, below whatever path a proxy strips.
const ROOT = new URL("../../../", import.meta.url);
const KEY = "handoff.key";

/** A refusal of the server: a problem document (RFC 9457), or the lack of any answer (status 0). */
export class Problem extends Error {
  constructor(status, document) {
    super(document.detail || document.title || `HTTP ${status}`);
    this.status = status;
    this.title = document.title || "";
    this.errors = document.errors || [];
  }
}

/** The address of a resource of the API, with those parameters that have a value. */
export function address(path, parameters = {}) {
  const url = new URL(path, ROOT);
  for (const [name, value] of Object.entries(parameters)) {
    if (value !== undefined && value !== "") {
      url.searchParams.set(name, value);
    }
  }
  return url;
}

// For this tab alone, until it is closed.
export const key = {
  get: () => sessionStorage.getItem(KEY) || "",
  set: (value) => sessionStorage.setItem(KEY, value),
  forget: () => sessionStorage.removeItem(KEY),
};

async function call(url, options) {
  const headers = new Headers(options.headers);
  headers.set("Accept", "application/json, application/problem+json");
  if (key.get()) {
    headers.set("Authorization", `Bearer ${key.get()}`);
  }
  let response;
  let text;
  try {
    response = await fetch(url, { ...options, headers, cache: "no-store" });
    text = await response.text();
  } catch (unreachable) {
    if (unreachable.name === "AbortError") {
      throw unreachable;
    }
    throw new Problem(0, { detail: unreachable.message });
  }
  const isJson = /json/.test(response.headers.get("Content-Type") || "");
  if (!response.ok) {
    throw new Problem(response.status, isJson ? JSON.parse(text) : {});
  }
  return isJson && text ? parse(text) : null;
}

export function get(path, parameters = {}, signal = undefined) {
  return call(address(path, parameters), { signal });
}

/** @param body already JSON if it is a text; nothing is sent for none */
export function post(path, body = undefined, headers = {}) {
  if (body === undefined) {
    return call(address(path), { method: "POST", headers });
  }
  return call(address(path), {
    method: "POST",
    body: typeof body === "string" ? body : JSON.stringify(body),
    headers: { "Content-Type": "application/json", ...headers },
  });
}

/** Brings a file into storage. */
export function put(path, file) {
  return call(address(path), {
    method: "PUT",
    body: file,
    headers: { "Content-Type": file.type || "application/octet-stream" },
  });
}
