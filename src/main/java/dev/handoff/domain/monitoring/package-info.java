/**
 * Content monitoring: scans of a community's messages, and the audit log.
 *
 * <pre>
 *   scan.batch.collected ──► batch-scan ──┐ each stores its batch or the number of messages, commits, and asks:
 *   scan.transmitted ──────► close-scan ──┴─► transmitted, and processed_messages >= transmitted_messages?
 *                                              └─► finalize-scan, once ──► scan.finished, audit-log
 * </pre>
 *
 * <p>A scan may be complete after a batch or after the word that all were sent. Whichever commits last reads what all the
 * others have committed, so at least one of them finds it complete; if several do, they submit one and the same task. A
 * process that is killed between its commit and the submission runs its task again, finds its own row, and asks again.
 *
 * <p>The engine's groups end in the same way, but a group is made by somebody who submits its members. Here the members come
 * by events of somebody else, in any order and number, before anything of the scan is known, and completeness is counted in
 * messages, not in tasks.
 *
 * <p>Counters are sums over the rows of batches, so that nothing counts twice. A batch that was stored is not looked at
 * again; another one of its number is refused.
 *
 * <p>Knows {@code task}, {@code event}, {@code subscriber}, {@code scan}, {@code moderation} and {@code store}.
 */
package dev.handoff.domain.monitoring;
