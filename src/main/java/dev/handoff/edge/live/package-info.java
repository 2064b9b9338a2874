/**
 * What happens, told to people and programs as it happens: over a WebSocket, as server-sent events, or as the answer to one
 * question that waits.
 *
 * <pre>
 *   engine.live  ──news──▶  Clients ──▶ Client (what it follows, a bounded queue) ──▶ WebSocket | event stream
 * </pre>
 *
 * <p>Every client has a queue of its own with a bound on its length and its bytes. Telling puts a reference to news, which
 * are written as JSON once, into the queues of those that follow them, and returns. A client that doesn't read is closed, and
 * can resume at the last id that it saw.
 *
 * <p>A caller with the role {@code api} may follow everything. A {@link dev.handoff.edge.live.Scope} is a caller's own list of
 * things, signed by {@link dev.handoff.edge.live.ScopedTokens}: it opens nothing else, and what is not on the list looks the
 * same whether it exists or not.
 *
 * <p>Nothing here is asked by a task: what is not followed costs nothing.
 */
package dev.handoff.edge.live;
