// Who looks at the page, and what they may do. The API decides; the page only leaves out what it would refuse.

import { get, post } from "./api.js";

const ROLES = ["viewer", "operator", "admin"];
const isReadOnly = document.documentElement.dataset.mode === "READ_ONLY";

let who = null;

/** Asks the server who this is. It answers 401 if somebody has to sign in. */
export async function meet() {
  who = null;
  who = await get("api/session");
}

export async function signIn(key) {
  await post("login", { key });
}

export async function signOut() {
  who = null;
  await post("logout");
}

/** Name and role of one who has signed in; null where nobody has to. */
export function person() {
  return who?.expires_at ? who : null;
}

/** Whether the reader may do what this role may. */
export function may(role) {
  return who !== null && !isReadOnly && ROLES.indexOf(who.role) >= ROLES.indexOf(role);
}

/** Whether the reader is shown inputs, results and events. */
export function seesData() {
  return who?.sees_data === true;
}
