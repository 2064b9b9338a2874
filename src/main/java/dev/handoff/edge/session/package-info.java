/**
 * People at the page: they type in a key once, or show who they are at a provider, and their browser keeps a session.
 *
 * <pre>
 *   POST /login {"key": …}    ─► Caller looks the key up ─────────────────┬─► a cookie: who, and until when, signed
 *   GET  /login/oidc          ─► off to the provider, with a cookie       │
 *   GET  /login/oidc/callback ─► OidcProvider: who is it? ─► ClaimRoles ──┘
 *   any request with it       ─► SessionCaller: the role that the key, or the value of the claim, has now
 *   GET  /api/session         ─► who I am, and what I may do
 *   POST /logout              ─► the cookie is taken back
 * </pre>
 *
 * <p>The cookie is HttpOnly and SameSite=Strict, and Secure over HTTPS. A request that changes something needs the header
 * {@code X-Handoff-Page} beside it, which no page of another origin can send. Nothing is stored: a session names a key, or a value
 * of the provider's claim, and is worth what that is worth now, so taking it out of the settings ends it. All instances read it,
 * since their signing key is made of a secret that they share.
 *
 * <p>The cookie of a login that is under way is SameSite=Lax: the provider, another site, leads the browser back.
 */
package dev.handoff.edge.session;
