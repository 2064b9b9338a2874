// Checks everything that is deployed from this repository; the argument is where that is.
import fs from "node:fs";
import path from "node:path";
import { composeFaults, dockerFaults, workflowFaults } from "./documents.mjs";
import { lint } from "./lint.mjs";
import { names, planned, policies } from "./policy.mjs";
import { program } from "./program.mjs";
import * as terraform from "./terraform.mjs";
import { files, trees } from "./tree.mjs";

const root = process.argv[2], infrastructure = path.join(root, "infrastructure"), google = path.join(infrastructure, "google");
const local = path.join(infrastructure, "environments/local"), production = path.join(infrastructure, "environments/production");
const sources = program(path.join(root, "src/main"));

let failed = false;
async function step(what, check) {
  const started = Date.now(), faults = await check();
  console.log(`${faults.length ? "FAILED" : "ok"} ${what} (${Date.now() - started} ms)`);
  faults.forEach((fault) => console.log(`  ${fault}`));
  failed ||= faults.length > 0;
}

for (const folder of [google, local]) {
  const parsed = await trees(files(folder, ".tf"));
  const name = path.relative(root, folder);
  await step(`${name}: schemas and references`, () => lint(parsed));
  await step(`${name}: policies and names`, () => [...policies(parsed), ...names(parsed, sources)]);
}
await step("example.tfvars: types and timeouts", async () => names(await trees(files(production, ".tfvars")), sources));
await step("compose.yaml", () => composeFaults(path.join(root, "compose.yaml"), sources));
const docker = path.join(root, "src/main/docker");
await step("Dockerfiles", () => fs.readdirSync(docker).flatMap((name) => dockerFaults(path.join(docker, name), path.join(root, ".dockerignore"))));
await step("workflows", () => workflowFaults(path.join(root, ".github/workflows")));

if (await terraform.isThere()) {
  await step("terraform fmt", () => terraform.unformatted(infrastructure));
  const work = { google: terraform.copy(google, "work/google"), local: terraform.copy(local, "work/local") };
  await step("terraform test", async () => (await terraform.run(work.google, ["validate"], ["test"])).faults);
  await step("terraform plan of the example", async () => {
    const variables = path.join(production, "example.tfvars");
    const { out, faults } = await terraform.run(work.google, ["plan", `-var-file=${variables}`, "-out=plan"], ["show", "-json", "plan"]);
    return faults.length ? faults : planned(JSON.parse(out), sources);
  });
  await step("terraform validate of the local environment", async () => (await terraform.run(work.local, ["validate"])).faults);
} else {
  console.log("left out: fmt, validate, test and plan, since there is no terraform of version 1.11 or later here");
}
process.exitCode = failed ? 1 : 0;
