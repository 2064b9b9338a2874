/**
 * HTTP: submitting, reading, cancelling and reviving tasks for programs and people, publishing and replaying events, keeping templates of episodes, and the function endpoint through
 * which a transport or a foreign producer runs one.
 *
 * <pre>
 *   POST /api/tasks              submit one or many ──► 202, at once            role api
 *   GET  /api/tasks[/{id}[/status]]   read                                      role api
 *   POST /api/tasks/{id}/cancel | retry                                         role api
 *   POST /api/events             publish one or many ──► 202, at once           role api
 *   GET  /api/events | /api/topics[/{topic}/{version}]   read                   role api
 *   POST /api/events/replay      bring the past once more                       role api
 *   GET | POST /api/templates  ·  GET | PUT | DELETE /api/templates/{id}   keep templates   role api
 *   GET  /api/schedules          read                                           role api
 *   POST /api/schedules/{name}/tick   submit what is due ──► 200                role invoker
 *   POST /api/tasks/{type}       run one attempt ─────► 200, when it has ended  role invoker
 *   POST /api/cloudevents | /api/pubsub   submit what an event asks for ──► 202, at once   role invoker
 * </pre>
 *
 * <p>Ids are UUIDs and type names are not, so the two families can share a prefix. Whoever knows {@code HANDOFF_API_KEY}
 * has the role {@code api}; whoever knows {@code TASKS_AUTH}, or shows an OIDC token of an account in
 * {@code TASKS_INVOKERS}, has the role {@code invoker}. Headers of Cloud Tasks open nothing: anybody can send them, so they
 * are read only once the caller is known.
 *
 * <p>Resources run on virtual threads, because the engine and the store block. They say what went wrong by throwing; one
 * {@link dev.handoff.edge.http.ProblemMapper} turns that into {@code application/problem+json} (RFC 9457).
 *
 * <p>Everything that comes in is bounded before it is read (body, depth, keys) and checked before it is stored, so a bad
 * request leaves no row. Nothing that goes out tells about classes, hosts or statements.
 */
package dev.handoff.edge.http;
