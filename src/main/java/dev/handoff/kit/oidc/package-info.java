/**
 * Logging in at a provider of OpenID Connect, by the authorization code flow with PKCE.
 *
 * <pre>
 *   Handshake.begin()   ─► state, nonce and verifier, which the browser keeps
 *   provider.address    ─► where the browser goes; a person logs in there, and comes back with a code
 *   provider.account    ─► the code is changed for an ID token: signature, issuer, audience, time, nonce ─► Account
 * </pre>
 *
 * <p>This knows nothing of sessions and roles. Tokens are checked by jose4j, as those of Cloud Tasks are. The extension
 * quarkus-oidc, which stands on the same library, would look at every request and keep sessions of its own beside ours; all that
 * is wanted of a provider is one answer to the question who somebody is.
 */
package dev.handoff.kit.oidc;
