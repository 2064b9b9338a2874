/**
 * HTTP for programs and people, and for the transports that bring tasks here.
 *
 * <p>Each resource tells its routes, and {@code /q/openapi} tells all of them. There are two families:
 *
 * <pre>
 *   role api        everything that submits, reads, changes or publishes     202 or 200, at once
 *   role invoker    POST /api/tasks/{type}                 run one attempt   200, when it has ended
 *                   POST /api/schedules/{name}/tick        submit what is due
 *                   POST /api/cloudevents | /api/pubsub    submit what an event asks for
 * </pre>
 *
 * <p>Ids are UUIDs and type names are not, so the two families can share a prefix. A caller that knows
 * {@code HANDOFF_API_KEY} has the role {@code api}. A caller that knows {@code TASKS_AUTH}, or shows an OIDC token of an
 * account in {@code TASKS_INVOKERS}, has the role {@code invoker}. Headers of Cloud Tasks open nothing: anybody can send
 * them, so they are read only once the caller is known.
 *
 * <p>Resources run on virtual threads, because the engine and the store block. They say what went wrong by throwing, and
 * {@link dev.handoff.edge.http.ProblemMapper} turns the exception into {@code application/problem+json} (RFC 9457).
 *
 * <p>Everything that comes in is bounded before it is read (body, depth, keys) and checked before it is stored, so a bad
 * request leaves no row. Nothing that goes out tells about classes, hosts or statements.
 */
package dev.handoff.edge.http;
