// Submits a task, waits for its result, and handles a refusal, by types that are made of the server's OpenAPI document.
import createClient from "openapi-fetch";
import type { components, paths } from "./handoff.js";

declare const process: { argv: string[] };

const handoff = createClient<paths>({ baseUrl: process.argv[2]! });

function unexpected(problem: components["schemas"]["Problem"]): Error {
  return new Error(`${problem.status} ${problem.type}: ${problem.detail}`);
}

const submitted = await handoff.POST("/api/tasks", {
  body: { type: "process-message", input: { text: "hello" } },
});
if (submitted.error) {
  throw unexpected(submitted.error);
}
if (Array.isArray(submitted.data)) {
  throw new Error("one task is answered with one ticket");
}
const id: string = submitted.data.task_id;

let status;
do {
  await new Promise((later) => setTimeout(later, 100));
  const read = await handoff.GET("/api/tasks/{id}/status", { params: { path: { id } } });
  if (read.error) {
    throw unexpected(read.error);
  }
  status = read.data;
} while (status.status === "QUEUED" || status.status === "RUNNING");
console.log(status.status, JSON.stringify(status.result));

const page = await handoff.GET("/api/tasks", { params: { query: { type: "process-message", limit: 1 } } });
if (page.error) {
  throw unexpected(page.error);
}
const newest = page.data.tasks[0];
console.log(newest?.task_id === id, newest?.state, new Date(newest?.created_at ?? 0).getFullYear() > 2000);

const refused = await handoff.POST("/api/tasks", { body: { type: "process-message", input: {} } });
console.log(refused.response.status, refused.error?.type, refused.error?.errors?.[0]?.field);
