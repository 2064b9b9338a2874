/**
 * Content monitoring: scans of a community's messages, and the audit log.
 *
 * <pre>
 *   scan.batch.collected ──► batch-scan ──┐ each stores its batch or the number of messages, commits, and asks:
 *   scan.transmitted ──────► close-scan ──┴─► transmitted, and processed_messages >= transmitted_messages?
 *                                              └─► finalize-scan, once ──► scan.finished, audit-log
 * </pre>
 *
 * <p>A scan may become complete by a batch or by the event that all batches were sent. The task that commits last reads
 * what all others have committed, so at least one of them finds the scan complete. If several do, they submit the same
 * task. A process that is killed between its commit and the submission runs its task again, finds its own row, and asks
 * again.
 *
 * <p>A group of the engine ends in the same way, but its members are submitted by the task that made it. Here the members
 * are events of another service. They come in any order and number, before anything is known of the scan, and completeness
 * is counted in messages, not in tasks.
 *
 * <p>Counters are sums over the rows of batches, so that nothing counts twice. A stored batch is not processed again, and a
 * different batch of the same number is refused.
 */
package dev.handoff.domain.monitoring;
