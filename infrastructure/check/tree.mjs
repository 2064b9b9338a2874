// Terraform files as trees: {resource: {type: {name: [body]}}, variable: …}, where "${…}" are expressions.
import { parse } from "@cdktf/hcl2json";
import fs from "node:fs";
import path from "node:path";

/** The files of one folder that end so, in order. */
export function files(folder, ending) {
  return fs.readdirSync(folder).filter((name) => name.endsWith(ending)).sort().map((name) => path.join(folder, name));
}

/** The trees of these files, by file. */
export async function trees(names) {
  return Promise.all(names.map(async (file) => ({ file, text: fs.readFileSync(file, "utf8"), tree: await parse(file, fs.readFileSync(file, "utf8")) })));
}

/** Every block of a kind, such as resource, with its labels. */
export function* blocks(kind, parsed) {
  for (const { file, tree } of parsed) {
    for (const [first, rest] of Object.entries(tree[kind] ?? {})) {
      if (Array.isArray(rest)) for (const body of rest) yield { file, where: `${file}: ${kind} ${first}`, type: first, name: first, body };
      else for (const [name, bodies] of Object.entries(rest)) for (const body of bodies) yield { file, where: `${file}: ${first}.${name}`, type: first, name, body };
    }
  }
}

/** Every text in a tree, wherever it is. */
export function* texts(node) {
  if (typeof node === "string") yield node;
  else if (node && typeof node === "object") for (const [key, child] of Object.entries(node)) {
    if (key.includes("${")) yield key;
    yield* texts(child);
  }
}
