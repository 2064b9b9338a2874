// Is every resource as its provider wants it, and does everything that is named exist?
import { resource } from "./schema.mjs";
import { blocks, texts } from "./tree.mjs";

// Terraform's own, in a resource and in a dynamic block.
const META = new Set(["connection", "count", "depends_on", "for_each", "lifecycle", "provider", "provisioner", "timeouts"]);
const PROVIDERS = "google|docker|random";
const REFERENCE = new RegExp(
  `(?<![\\w."-])(?:(var|local)\\.(\\w+)|(ephemeral\\.)?((?:${PROVIDERS})_\\w+)\\.(\\w+)(?:\\[(?:[^\\[\\]]|\\[[^\\]]*\\])*\\])?(?:\\.(\\w+))?)`, "g");

/** What is wrong, a line each. */
export function lint(parsed) {
  const faults = [];
  for (const { where, type, body } of blocks("resource", parsed)) {
    const schema = resource(type);
    if (schema) check(where, body, schema, true, faults);
    else faults.push(`${where}: the provider has no resource ${type}`);
  }
  references(parsed, faults);
  return faults;
}

function check(where, body, schema, top, faults) {
  const given = new Map();
  for (const [name, value] of Object.entries(body)) {
    if (name === "dynamic") for (const [block, parts] of Object.entries(value)) given.set(block, parts.flatMap((part) => part.content));
    else if (!top || !META.has(name)) given.set(name, value);
  }
  for (const [name, value] of given) {
    const attribute = schema.attributes[name], block = schema.blocks[name];
    if (block) nested(`${where}.${name}`, value, block, faults);
    else if (!attribute) faults.push(`${where}: unknown attribute or block ${name}`);
    else if (attribute.computed) faults.push(`${where}: ${name} is computed and can't be set`);
    else if (!fits(value, attribute.type)) faults.push(`${where}: ${name} must be of type ${JSON.stringify(attribute.type)}, was ${JSON.stringify(value)}`);
  }
  for (const [name, { required }] of [...Object.entries(schema.attributes), ...Object.entries(schema.blocks)]) {
    if (required && !given.has(name)) faults.push(`${where}: missing required ${name}`);
  }
}

function nested(where, value, block, faults) {
  if (!Array.isArray(value)) return faults.push(`${where} is a block and takes no equals sign`);
  if (block.max && value.length > block.max) faults.push(`${where}: at most ${block.max}, were ${value.length}`);
  return value.forEach((body) => check(where, body, block, false, faults));
}

/** Expressions may be anything. */
function fits(value, type) {
  if (typeof value === "string" && value.includes("${")) return true;
  if (Array.isArray(type)) {
    const inside = Array.isArray(value) === (type[0] !== "map") && typeof value === "object";
    return inside && Object.values(value).every((item) => fits(item, type[1]));
  }
  switch (type) {
    case "number": return value !== "" && !Number.isNaN(Number(value)) && typeof value !== "boolean";
    case "bool": return [true, false, "true", "false"].includes(value);
    default: return typeof value !== "object";
  }
}

function references(parsed, faults) {
  const known = new Set();
  for (const { name } of blocks("variable", parsed)) known.add(`var.${name}`);
  for (const { tree } of parsed) for (const body of tree.locals ?? []) for (const name of Object.keys(body)) known.add(`local.${name}`);
  for (const { type, name } of blocks("resource", parsed)) known.add(`${type}.${name}`);
  for (const { type, name } of blocks("ephemeral", parsed)) known.add(`ephemeral.${type}.${name}`);
  const used = new Set();
  for (const { file, tree } of parsed) {
    for (const text of texts(tree)) {
      if (!text.includes("${")) continue;
      for (const [, kind, simple, ephemeral = "", type, name, attribute] of text.matchAll(REFERENCE)) {
        const target = kind ? `${kind}.${simple}` : `${ephemeral}${type}.${name}`;
        used.add(target);
        if (!known.has(target)) faults.push(`${file}: ${target} is not declared`);
        else if (attribute && !ephemeral && !has(resource(type), attribute)) faults.push(`${file}: ${type} has no attribute ${attribute}`);
      }
    }
  }
  for (const name of known) if (/^(var|local)\./.test(name) && !used.has(name)) faults.push(`${name} is declared and never used`);
}

const has = (schema, name) => !schema || name in schema.attributes || name in schema.blocks;
