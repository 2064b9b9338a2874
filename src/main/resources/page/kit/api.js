// The API of the server that sent this page. The browser adds the session's cookie; what stands for it elsewhere, a proxy adds.

import { parse } from "./json.js";

// This file is /page/VERSION/kit/api.js, below whatever path a proxy strips.
const ROOT = new URL("../../../", import.meta.url);

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

function isJson(response) {
  return /json/.test(response.headers.get("Content-Type") || "");
}

/** An answer that has begun. A page of another origin can't send the header that allows changes. */
async function ask(url, options, accepted) {
  const headers = new Headers(options.headers);
  headers.set("Accept", accepted);
  headers.set("X-Handoff-Page", "1");
  let response;
  try {
    response = await fetch(url, { ...options, headers, cache: "no-store" });
  } catch (unreachable) {
    throw away(unreachable);
  }
  if (!response.ok) {
    throw new Problem(response.status, isJson(response) ? await response.json().catch(() => ({})) : {});
  }
  return response;
}

/** Being left isn't being unreachable. */
function away(error) {
  return error.name === "AbortError" ? error : new Problem(0, { detail: error.message });
}

async function call(url, options) {
  const response = await ask(url, options, "application/json, application/problem+json");
  let text;
  try {
    text = await response.text();
  } catch (broken) {
    throw away(broken);
  }
  return isJson(response) && text ? parse(text) : null;
}

export function get(path, parameters = {}, signal = undefined) {
  return call(address(path, parameters), { signal });
}

/** What a file is, without its bytes. */
export async function head(path, signal = undefined) {
  const { headers } = await ask(address(path), { method: "HEAD", signal }, "*/*");
  return { type: headers.get("Content-Type") || "", size: Number(headers.get("Content-Length")) };
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

export function remove(path, parameters = {}) {
  return call(address(path, parameters), { method: "DELETE" });
}

/** Brings a file into storage. */
export function put(path, file) {
  return call(address(path), {
    method: "PUT",
    body: file,
    headers: { "Content-Type": file.type || "application/octet-stream" },
  });
}

/**
 * Server-sent events, until the server or the signal ends it: null when it has begun, then each as JSON.
 *
 * @param after the id that was seen last; empty at the first time
 */
export async function* stream(path, parameters, after, signal) {
  const headers = after ? { "Last-Event-ID": after } : {};
  const response = await ask(address(path, parameters), { headers, signal }, "text/event-stream, application/problem+json");
  yield null;
  const reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
  let rest = "";
  let data = "";
  try {
    for (let part = await reader.read(); !part.done; part = await reader.read()) {
      const lines = (rest + part.value).split("\n");
      rest = lines.pop();
      for (const line of lines) {
        if (line.startsWith("data:")) {
          data += line.slice(5);
        } else if (line.trim() === "" && data) {
          yield JSON.parse(data);
          data = "";
        }
      }
    }
  } catch (broken) {
    throw away(broken);
  } finally {
    reader.cancel().catch(() => {});
  }
}
