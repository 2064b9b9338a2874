/**
 * Images that strangers name, brought here without opening doors for them.
 *
 * <pre>
 *   https://host/path ─► WebAddress ─► Resolver ─► PublicInternet ─► Download ─► ImageHeader ─► Image
 *                        form, port    once        public?         pinned,      kind and size
 *                                                                  capped       by its bytes
 * </pre>
 *
 * <p>The name is resolved once, every address it has must be public, and the connection goes to the one that was looked at:
 * a name that leads elsewhere a moment later changes nothing. That asks for a client which connects to one address while it
 * speaks to, and demands the certificate of, another name; Vert.x is here already and does, the JDK's client doesn't.
 * Redirects are not followed. Nothing of the image is decoded, its header is read for kind and size.
 *
 * <p>Requests carry no credentials: no login to Google, no cookies, none in the address.
 */
package dev.handoff.kit.fetch;
