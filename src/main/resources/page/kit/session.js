// Who looks at the page, and what they may do. The API decides; the page only leaves out what it would refuse.

import { address, get, post } from "./api.js";

const ROLES = ["viewer", "operator", "admin"];
const REFUSALS = ["denied", "expired", "stranger", "away", "unusable"];
const hasProvider = document.documentElement.dataset.provider === "true";
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

/** Where people of the provider sign in, to come back to this screen; null without a provider. */
export function provider() {
  const screen = location.hash.slice(1).replace(/[{}|\\^[\]]/g, encodeURIComponent);
  return hasProvider ? address("login/oidc", { screen }) : null;
}

/** Why signing in at the provider came to nothing: the last part of a word's name. The address says it once. */
export function refusal() {
  const why = new URLSearchParams(location.hash.split("?")[1]).get("refused");
  if (!REFUSALS.includes(why)) {
    return null;
  }
  history.replaceState(null, "", "#/");
  return why;
}

export async function signOut() {
  who = null;
  await post("logout");
}

/** Name and role of one who has signed in; null where nobody has to. */
export function person() {
  return who?.expires_at ? who : null;
}

/** What people call each other, without the account that the audit log has beside it. */
export function shortName() {
  return who.name.replace(/ \(oidc:.*/, "");
}

/** Whether the reader may do what this role may. */
export function may(role) {
  return who !== null && !isReadOnly && ROLES.indexOf(who.role) >= ROLES.indexOf(role);
}

/** Whether the reader is shown inputs, results and events. */
export function seesData() {
  return who?.sees_data === true;
}
