// Each fixture says in its first line what must be found in it, and only that.
import assert from "node:assert/strict";
import { test } from "node:test";
import { composeFaults, dockerFaults, workflowFaults } from "./documents.mjs";
import { lint } from "./lint.mjs";
import { names, planned, policies } from "./policy.mjs";
import { files, trees } from "./tree.mjs";

const program = {
  types: { transcribe: 1800, "process-chunk": 60 },
  variables: new Set(["HANDOFF_SERVE", "TASKS_AUTH"]),
  says: (event) => event === "task.dead",
};

for (const file of [...files("fixtures", ".tf"), ...files("fixtures", ".tfvars")]) {
  test(file, async () => {
    const parsed = await trees([file]);
    const expected = parsed[0].text.match(/^# (.*)/)[1];
    const found = [...lint(parsed), ...policies(parsed), ...names(parsed, program)];
    if (expected === "nothing") return assert.deepEqual(found, []);
    assert.equal(found.length, 1, found.join("\n"));
    return assert.ok(found[0].includes(expected), `${found[0]} is not: ${expected}`);
  });
}

/** A plan of one service for 60 s of process-chunk, and a database of 100 connections. */
function plan({ timeout = "100s", pool = "4", instances = 10 }) {
  const env = [{ name: "HANDOFF_SERVE", value: "process-chunk" }, { name: "DB_POOL_SIZE", value: pool }];
  const template = [{ timeout, containers: [{ env }], scaling: [{ max_instance_count: instances }] }];
  const settings = [{ database_flags: [{ name: "max_connections", value: "100" }] }];
  return { planned_values: { root_module: { resources: [
    { address: "service", type: "google_cloud_run_v2_service", values: { template } },
    { address: "database", type: "google_sql_database_instance", values: { settings } },
  ] } } };
}

test("a plan that holds together", () => assert.deepEqual(planned(plan({}), program), []));

test("a service that hangs up before its queue", () =>
  assert.deepEqual(planned(plan({ timeout: "89s" }), program), ["service: hangs up after 89 s, while its queue waits for 90 s"]));

test("a service that waits for what has ended", () =>
  assert.deepEqual(planned(plan({ timeout: "121s" }), program), ["service: waits 121 s for what ends after 60 s"]));

test("more connections than there are", () =>
  assert.deepEqual(planned(plan({ pool: "10" }), program), ["100 connections may be opened, of 100 less 10"]));

test("faults of a compose file", () => {
  const found = composeFaults("fixtures/compose.yaml", program).map((fault) => fault.replace("fixtures/compose.yaml: ", ""));
  assert.deepEqual(found, [
    "/services/handoff must NOT have additional properties",
    "handoff opens 8080:8080 to everybody",
    "handoff uses nowhere, which is no volume of this file",
    "handoff has TASKS_AUTH in plain sight",
    "handoff can write to its image",
    "handoff keeps capabilities",
    "handoff sets HANDOFF_SERVES, which the program doesn't read",
    "handoff serves transcribes, which the program hasn't",
  ]);
});

test("faults of a Dockerfile", () => {
  const found = dockerFaults("fixtures/Dockerfile", "fixtures/.dockerignore").map((fault) => fault.replace("fixtures/Dockerfile: ", ""));
  assert.deepEqual(found, [
    "runs as root",
    "debian may be another one tomorrow",
    "secrets is kept out by .dockerignore",
    "starts through a shell, which passes no signals on",
  ]);
});

test("faults of a workflow", async () => {
  const found = (await workflowFaults("fixtures/workflows")).join("\n");
  for (const fault of ['undefined variable "secret"', "actions/checkout@v5 is not pinned by a commit", "says not what its token may do"]) {
    assert.ok(found.includes(fault), found);
  }
});

