// What must never be deployed, whatever the schemas allow.
import { blocks, texts } from "./tree.mjs";

const SECRET = /(?:^|_)(?:KEY|PASSWORD|SECRET|TOKEN|AUTH|DATABASE_URL)$/i;
const EVERYBODY = /all(?:Authenticated)?Users/;
// Of Eventarc, which are good for nothing on anything smaller.
const PROJECT_WIDE = new Set(["roles/eventarc.eventReceiver", "roles/pubsub.publisher"]);
const ANSWER = 30, LONGEST_DEADLINE = 1800, SHORTEST_DEADLINE = 15, MARGIN = 60, RESERVED = 10;

/** Of files alone. */
export function policies(parsed) {
  const faults = [];
  for (const { where, type, body } of blocks("resource", parsed)) {
    for (const text of texts(body)) {
      if (EVERYBODY.test(text) && !/var\.[\w.]*public\s*\?/.test(text)) faults.push(`${where}: is open to everybody, without a variable that says so`);
    }
    if (/_iam_/.test(type)) access(where, type, body, faults);
    secrets(where, body, faults);
  }
  for (const { where, name, body } of blocks("variable", parsed)) {
    if (SECRET.test(name) && body.ephemeral !== true) faults.push(`${where}: a secret must be ephemeral, or it is in the plan`);
  }
  return faults;
}

function access(where, type, body, faults) {
  const wide = /^google_(project|folder|organization)_iam_/.test(type);
  if (wide && !(type === "google_project_iam_member" && PROJECT_WIDE.has(body.role))) faults.push(`${where}: gives access to more than one thing`);
  if (/_iam_(policy|binding)$/.test(type)) faults.push(`${where}: takes away what others have; use a member`);
  if (/^roles\/(owner|editor|viewer)$|Admin$|\.admin$|\*/.test(body.role ?? "")) faults.push(`${where}: ${body.role} allows too much`);
  if (/\*/.test(body.member ?? "")) faults.push(`${where}: ${body.member} is anybody`);
}

function secrets(where, body, faults) {
  for (const [name, value] of Object.entries(body)) {
    if (name === "env" && Array.isArray(value)) {
      for (const env of value) if (SECRET.test(env.name ?? "") && "value" in env) faults.push(`${where}: ${env.name} is in plain sight`);
    }
    if (/^(secret_data|password)$/.test(name)) faults.push(`${where}: ${name} would be in the state; use ${name}_wo`);
    if (value && typeof value === "object") secrets(where, value, faults);
  }
}

/** Variables, log events and types that the program doesn't know. */
export function names(parsed, program) {
  const faults = [];
  const settings = (where, name) => {
    if (!program.variables.has(name)) faults.push(`${where}: the program reads no variable ${name}`);
  };
  for (const { file, text, tree } of parsed) {
    for (const [, name] of text.matchAll(/event(?:=\\"| = ")([a-z_]+\.[a-z_.]+)/g)) {
      if (!program.says(name)) faults.push(`${file}: the program logs no event ${name}`);
    }
    for (const [, name] of text.matchAll(/^\s+"?([A-Z][A-Z0-9_]{3,})"?\s+= /gm)) settings(file, name);
    for (const { name } of Object.values(tree.resource ?? {}).flatMap((it) => Object.values(it)).flat().flatMap(environment)) settings(file, name);
    for (const [name, type] of Object.entries(tree.task_types ?? {})) {
      if (!(name in program.types)) faults.push(`${file}: the program has no task type ${name}`);
      else if ((type.timeout ?? 600) !== program.types[name]) faults.push(`${file}: ${name} has a timeout of ${program.types[name]} s in the program, not ${type.timeout ?? 600} s`);
    }
    for (const [name, { type }] of Object.entries(tree.schedules ?? {})) {
      if (!(type in program.types)) faults.push(`${file}: the schedule ${name} submits ${type}, which the program hasn't`);
    }
  }
  return faults;
}

function environment(node) {
  if (!node || typeof node !== "object") return [];
  const here = Array.isArray(node.env) ? node.env.filter((env) => typeof env.name === "string" && !env.name.includes("${")) : [];
  return [...here, ...Object.values(node).flatMap(environment)];
}

/** Of a plan, in which all values are known that don't come from the cloud. */
export function planned(plan, program) {
  const faults = [];
  const all = plan.planned_values.root_module.resources;
  let connections = 0;
  for (const { address, type, values } of all) {
    if (!["google_cloud_run_v2_service", "google_cloud_run_v2_worker_pool"].includes(type)) continue;
    const template = values.template[0];
    const env = Object.fromEntries(template.containers[0].env.map(({ name, value }) => [name, value]));
    connections += Number(env.DB_POOL_SIZE) * (template.scaling?.[0]?.max_instance_count ?? values.scaling[0].manual_instance_count);
    if (type === "google_cloud_run_v2_service" && env.HANDOFF_SERVE) {
      const timeout = program.types[env.HANDOFF_SERVE];
      const deadline = Math.min(LONGEST_DEADLINE, Math.max(SHORTEST_DEADLINE, timeout + ANSWER)), service = parseInt(template.timeout, 10);
      if (service < deadline) faults.push(`${address}: hangs up after ${service} s, while its queue waits for ${deadline} s`);
      if (service > Math.max(timeout, SHORTEST_DEADLINE) + MARGIN) faults.push(`${address}: waits ${service} s for what ends after ${timeout} s`);
    }
  }
  const flags = all.find(({ type }) => type === "google_sql_database_instance").values.settings[0].database_flags;
  const most = Number(flags.find(({ name }) => name === "max_connections").value);
  if (connections > most - RESERVED) faults.push(`${connections} connections may be opened, of ${most} less ${RESERVED}`);
  return faults;
}
