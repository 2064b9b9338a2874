/**
 * Speaking: people speak to a resource, a text or a prompt, and get an evaluation; resources get ratings from evaluations and
 * impressions.
 *
 * <pre>
 *   audio_chunks ─► Joiner ─► Recogniser ─► Comparison ─┬─► Judge ─► Answer ─► evaluation        process-speak-audio
 *                                           Delivery ───┘
 *
 *   evaluation ──┐
 *                ├──► calculate-rating, for one resource     ──► resource_rating
 *   impression ──┘    calculate-all-ratings, a page a task
 *       ▲
 *   hashes in Redis, renamed, stored once by their names, deleted        sync-impressions-from-redis
 * </pre>
 *
 * <p>A rating is worked out of sums over rows, never counted up, so that it may be calculated any number of times. Of two that are
 * calculated at once, the one that has seen more stays.
 *
 * <p>The status of a resource isn't stored. It is read from the task that evaluates the resource, so it is right however that
 * task ends.
 */
package dev.handoff.domain.speaking;
