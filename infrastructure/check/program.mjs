// What the program knows: read from its sources, so that nothing here can name what isn't there.
import fs from "node:fs";
import path from "node:path";

const UNITS = { Seconds: 1, Minutes: 60, Hours: 3600 };

/** The program's task types with their timeouts in seconds, the variables it reads, and all its texts. */
export function program(sources) {
  const texts = fs.readdirSync(sources, { recursive: true }).filter((name) => /\.(java|properties)$/.test(name)).sort()
    .map((name) => fs.readFileSync(path.join(sources, name), "utf8"));
  return { types: Object.fromEntries(texts.flatMap(types)), variables: new Set(texts.flatMap(variables)), says: (text) => texts.some((it) => it.includes(`"${text}"`)) };
}

/** A type without a timeout of its own has ten minutes. */
function types(text) {
  return [...text.matchAll(/TaskType\.of\(\s*"([a-z-]+)"([\s\S]*?);/g)].map(([, name, policy]) => {
    const timeout = policy.match(/\.timeout\(([^\n]*)\)/)?.[1] ?? "ofMinutes(10)";
    return [name, [...timeout.matchAll(/(?:of|plus)(\w+)\((\d+)\)/g)].reduce((sum, [, unit, count]) => sum + UNITS[unit] * count, 0)];
  });
}

/** Aliases, and the settings of each configuration interface by SmallRye's rule. */
function variables(text) {
  const names = [...text.matchAll(/\$\{([A-Za-z_.]+)/g), ...text.matchAll(/"([A-Z][A-Z_]{3,})"/g)].map(([, name]) => name);
  const prefix = text.match(/@ConfigMapping\(prefix = "([a-z.-]+)"\)/)?.[1];
  if (prefix) {
    for (const [, method] of text.matchAll(/^ {4}[A-Z]?[\w<>]+ (\w+)\(\);$/gm)) names.push(`${prefix}.${method.replace(/[A-Z]/g, (letter) => `-${letter}`)}`);
  }
  return names.map((name) => name.toUpperCase().replace(/[.-]/g, "_"));
}
