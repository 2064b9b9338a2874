/**
 * Both ends of the wire: doorbells go out through a {@link dev.handoff.dispatch.Route} and come in at the
 * {@link dev.handoff.dispatch.TaskReceiver}, whatever carried them.
 *
 * <p>A doorbell only says "task N of type T is due". The task is committed before the first one rings, so a lost,
 * late or repeated doorbell is harmless and no transport needs to be exact. Each route is one sub-package with one
 * {@code Route} bean; nothing outside this package may talk to a transport.
 *
 * <p>Dry-run is a route among others, so that no handler and no caller ever asks whether it is on.
 *
 * <p>Knows {@code task} and nothing else of Handoff.
 */
package dev.handoff.dispatch;
