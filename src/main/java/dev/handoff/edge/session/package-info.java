/**
 * People at the page: they type in a key once, and their browser keeps a session.
 *
 * <pre>
 *   POST /login {"key": …}   ─► Caller looks the key up ─► a cookie: who, and until when, signed
 *   any request with it      ─► SessionCaller: the role that the key has now
 *   GET  /api/session        ─► who I am, and what I may do
 *   POST /logout             ─► the cookie is taken back
 * </pre>
 *
 * <p>The cookie is HttpOnly and SameSite=Strict, and Secure over HTTPS. A request that changes something needs the header
 * {@code X-Handoff-Page} beside it, which no page of another origin can send. Nothing is stored: a session names a key and is
 * worth what that key is worth now, so taking the key out of the settings ends it. All instances read it, since their signing key
 * is made of a secret that they share.
 */
package dev.handoff.edge.session;
