/**
 * Speaking over HTTP: what is spoken to, what came of it, and the tasks that keep ratings, impressions and sessions in order.
 *
 * <pre>
 *   POST | GET /api/resources               what people speak to, with ratings and statuses
 *   GET /api/resources/{id}/evaluations     what came of each recording
 *   POST | GET /api/sessions                sessions of speakers
 *   POST /api/tasks/rating/recalculate, impressions/sync, cleanup/sessions    one task at a time
 *   POST /process                           rates a resource
 * </pre>
 *
 * <p>A resource's status is not stored. It is that of the task that evaluates it, looked up when it is asked for: so no end
 * of that task, be it killed, buried or cancelled before it began, leaves a status behind that isn't true.
 */
package dev.handoff.edge.http.speaking;
