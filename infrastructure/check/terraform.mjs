// Terraform itself, with providers that know schemas and no cloud, in a copy of the files.
import { spawn } from "node:child_process";
import fs from "node:fs";
import path from "node:path";
import { serve } from "./provider.mjs";
import { files } from "./tree.mjs";

const OLDEST = [1, 11];

/** Whether there is one that knows all that is used. */
export async function isThere() {
  const { code, out } = await terraform([], {}, "version", "-json").catch(() => ({ code: 1 }));
  if (code !== 0) return false;
  const [major, minor] = JSON.parse(out).terraform_version.split(".").map(Number);
  return major > OLDEST[0] || (major === OLDEST[0] && minor >= OLDEST[1]);
}

/** What is not formatted. */
export async function unformatted(folder) {
  const { code, out } = await terraform([], {}, "fmt", "-check", "-recursive", "-diff", "-no-color", folder);
  return code === 0 ? [] : [`not formatted, run terraform fmt -recursive infrastructure:\n${out}`];
}

/** A copy that can be initialised without an account. */
export function copy(from, to) {
  fs.rmSync(to, { recursive: true, force: true });
  // What somebody's own init left there knows another backend.
  fs.cpSync(from, to, { recursive: true, filter: (name) => !path.basename(name).startsWith(".terraform") });
  fs.rmSync(path.join(to, "backend.tf"), { force: true });
  return to;
}

/** Runs commands in a copy; says what went wrong. */
export async function run(folder, ...commands) {
  const { reattach, close } = await serve(files(folder, ".tf"));
  try {
    let out = "";
    for (const command of [["init", "-input=false"], ...commands]) {
      const ran = await terraform([`-chdir=${folder}`], { TF_REATTACH_PROVIDERS: reattach }, ...command);
      if (ran.code !== 0) return { out: ran.out, faults: [`terraform ${command.join(" ")} in ${folder}:\n${ran.out}`] };
      out = ran.out;
    }
    return { out, faults: [] };
  } finally {
    close();
  }
}

function terraform(options, environment, ...command) {
  return new Promise((resolve, reject) => {
    const own = Object.fromEntries(Object.entries(process.env).filter(([name]) => !name.startsWith("TF_")));
    const env = { ...own, CHECKPOINT_DISABLE: "1", TF_IN_AUTOMATION: "1", TF_CLI_CONFIG_FILE: "/dev/null", NO_COLOR: "1", ...environment };
    const child = spawn("terraform", [...options, ...command], { env });
    let out = "";
    child.stdout.on("data", (text) => (out += text));
    child.stderr.on("data", (text) => (out += text));
    child.on("error", reject).on("close", (code) => resolve({ code, out }));
  });
}
