// The query line of the list: words such as state:dead and type:transcribe, kept in the address.

const STATES = ["QUEUED", "RUNNING", "SUCCEEDED", "DEAD", "CANCELLED"];
const WORD = /(\w+):("[^"]*"|\S*)|(\S+)/g;
const AGE = /^(\d{1,5})(m|h|d)$/;
const MINUTES = { m: 1, h: 60, d: 1440 };
const ID = /^[0-9a-f-]{4,36}$/i;

export { STATES };

/** What a line asks for: words by their name, and what could not be understood. */
export function read(line) {
  const words = {};
  const unknown = [];
  for (const [whole, name, value, bare] of line.matchAll(WORD)) {
    if (bare !== undefined) {
      ID.test(bare) ? (words.id = bare) : unknown.push(bare);
    } else if (["type", "state", "route", "group", "id", "error", "fingerprint", "label", "input", "since", "until"].includes(name)) {
      const plain = value.replace(/^"|"$/g, "");
      if (plain) {
        words[name] = name === "state" ? plain.toUpperCase() : plain;
      }
    } else {
      unknown.push(whole);
    }
  }
  return { words, unknown };
}

export function write(words) {
  return Object.entries(words)
    .filter(([, value]) => value)
    .map(([name, value]) => {
      const plain = name === "state" ? value.toLowerCase() : value;
      return `${name}:${/\s/.test(plain) ? `"${plain}"` : plain}`;
    })
    .join(" ");
}

/** The line with one word put in place of another of its name, or taken out. */
export function change(line, name, value) {
  const { words } = read(line);
  return write({ ...words, [name]: value });
}

/** The parameters of GET /api/tasks. An age such as 2h is counted back from now. */
export function parameters(words, now = Date.now()) {
  const { since, until, ...same } = words;
  return { ...same, created_from: moment(since, now), created_before: moment(until, now) };
}

function moment(text, now) {
  const [, count, unit] = AGE.exec(text || "") || [];
  return count ? new Date(now - count * MINUTES[unit] * 60_000).toISOString() : text;
}

/** How the line may go on, for the word that is being written. */
export function completions(line, types, routes) {
  const start = line.replace(/\S*$/, "");
  const begun = line.slice(start.length).toLowerCase();
  return [
    ...STATES.map((state) => `state:${state.toLowerCase()}`),
    ...types.map((type) => `type:${type}`),
    ...routes.map((route) => `route:${route}`),
    "since:1h", "since:24h", "since:7d", "error:", "input:", "label:component:", "label:task_type:", "id:", "group:",
  ].filter((word) => word.startsWith(begun) && word !== begun).map((word) => start + word);
}
