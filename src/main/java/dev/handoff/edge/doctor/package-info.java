/**
 * Looks for what is wrong, and says how to mend it.
 *
 * <pre>
 *   ./handoff doctor  ──► Checkup ──► one check for each subject ──► Finding
 *   GET /api/findings ──► the latest Checkup, a minute old at most
 * </pre>
 *
 * <p>A check answers with what is there, or throws whatever says what is wrong. Checks change nothing, and ask far ends for no
 * more than whether they would do their part.
 *
 * <p>Knows {@code edge.http} and {@code edge.session} for who may call, the engine and the kit.
 */
package dev.handoff.edge.doctor;
