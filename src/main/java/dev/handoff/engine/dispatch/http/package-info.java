/**
 * Brings doorbells by calling the function endpoint over HTTP, of a worker server or of this very instance.
 *
 * <p>Both routes are for development: the one to run heavy types in a process that can be restarted by itself, the other to
 * send every task through all HTTP filters, as a push does. The call lasts as long as the attempt, so it is made in the
 * background; what comes of it is in the row, and the answer is only told to those who read the log. A call that fails is
 * made again by the sweeper.
 *
 * <p>Knows {@code dispatch} and {@code task}.
 */
package dev.handoff.engine.dispatch.http;
