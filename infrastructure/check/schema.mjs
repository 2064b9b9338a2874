// The schemas of providers' resources, read from the packages that CDK for Terraform generated from them: what may be
// set is in a package's TypeScript declarations, how it is nested and what is only computed in its JavaScript.
import fs from "node:fs";

const PACKAGES = { google: "node_modules/@cdktf/provider-google/lib", docker: "node_modules/@cdktf/provider-docker/lib" };
const known = new Map();

/** The schema of a resource type such as google_sql_user; undefined if its provider has none of that name. */
export function resource(type) {
  if (!known.has(type)) known.set(type, read(type));
  return known.get(type);
}

function read(type) {
  const [provider, ...words] = type.split("_");
  const folder = `${PACKAGES[provider]}/${words.join("-")}`;
  if (!PACKAGES[provider] || !fs.existsSync(folder)) return undefined;
  const declarations = fs.readFileSync(`${folder}/index.d.ts`, "utf8");
  const program = fs.readFileSync(`${folder}/index.js`, "utf8");
  const name = program.match(/^class (\w+) extends cdktf\.TerraformResource/m)[1];
  return new Reader(declarations, program).block(name, `${name}Config`);
}

/** What the generator calls a thing in the declarations, its class and its function, brought together. */
class Reader {
  constructor(declarations, program) {
    this.interfaces = sections(declarations, /^export interface (\w+)[^{]*\{$/gm);
    this.classes = sections(program, /^class (\w+) extends [\w.]+ \{$/gm);
    this.functions = sections(program, /^function (\w+)ToHclTerraform\(struct\) \{$/gm);
  }

  block(name, config) {
    const attributes = {}, blocks = {};
    // A block may be named push_config, so that its name ends like a resource's.
    const top = config !== name;
    const body = this.classes[top ? name : `${name}OutputReference`] ?? "";
    const shapes = this.shapes(top ? body : this.functions[lower(name)] ?? "");
    for (const field of fields(this.interfaces[config] ?? "")) {
      const shape = shapes[field.name] ?? {};
      if (field.name === "timeouts") continue;
      if (shape.isBlock && !shape.storage.endsWith("Map")) {
        const single = !field.type.includes("[]");
        const struct = field.type.match(/\w+/)[0];
        blocks[field.name] = { ...this.block(struct, struct), nesting: shape.type, max: single ? 1 : 0, required: field.required };
      } else {
        attributes[field.name] = { type: typeOf(field.type, shape.type), required: field.required, computed: false };
      }
    }
    for (const [output, type] of this.computed(body)) {
      if (!attributes[output] && !blocks[output]) attributes[output] = { type, required: false, computed: true };
    }
    return { attributes, blocks };
  }

  shapes(text) {
    const found = text.matchAll(/(\w+): \{\s+value: [^\n]+\n\s+isBlock: (\w+),\s+type: "(\w+)",\s+storageClassType: "(\w+)"/g);
    return Object.fromEntries([...found].map(([, name, isBlock, type, storage]) => [name, { isBlock: isBlock === "true", type, storage }]));
  }

  * computed(body) {
    const outputs = /\/\/ (\w+) - computed: true, optional: false, required: false\s+(?:get \w+\(\) \{\s+return ([^;]+);|this\.\w+ = new (\w+)\()/g;
    for (const [, name, getter, list] of body.matchAll(outputs)) {
      yield [name, list ? this.listOf(list.replace(/List$/, "")) : outputType(getter)];
    }
  }

  listOf(name) {
    const inside = this.classes[`${name}OutputReference`] ?? "";
    return ["list", ["object", Object.fromEntries([...this.computed(inside)])]];
  }
}

/** The text from each match of the beginning to the next closing brace in the first column. */
function sections(text, beginning) {
  return Object.fromEntries([...text.matchAll(beginning)].map((match) => [match[1], text.slice(match.index, text.indexOf("\n}", match.index))]));
}

/** Names as Terraform writes them are in the links to its documentation. */
function* fields(text) {
  for (const [, comment, optional, type] of text.matchAll(/\/\*\*([\s\S]*?)\*\/\s+readonly \w+(\??): ([^;]+(?:;\s*\}[^;]*)?);/g)) {
    yield { name: comment.match(/#(\w+) \w+#\1\}/)[1], required: !optional, type };
  }
}

function typeOf(text, shape) {
  if (text.startsWith("{")) return ["map", text.includes("number") ? "number" : text.includes("boolean") ? "bool" : "string"];
  const element = text.startsWith("string") ? "string" : text.startsWith("number") ? "number" : "bool";
  return text.includes("[]") ? [shape === "set" ? "set" : "list", element] : element;
}

function outputType(getter) {
  if (getter.includes("StringMapAttribute")) return ["map", "string"];
  if (getter.includes("ListAttribute")) return ["list", "string"];
  if (getter.includes("NumberAttribute")) return "number";
  return getter.includes("BooleanAttribute") ? "bool" : "string";
}

const lower = (name) => name[0].toLowerCase() + name.slice(1);
