/**
 * Does to all tasks that match a filter what a person asks for: cancels, retries or deletes them.
 *
 * <pre>
 *   Bulk ─► a row of bulk_order and one of the audit log ─► Tasks: a task of the type bulk
 *                                                                      │
 *           the order, read again ◄── BulkTask ◄───────────────────────┘
 *                                        │  leg by leg, each a step: what matches, newest first
 *                                        └─► cancelled, retried or deleted
 * </pre>
 *
 * <p>The order is a row, and the task's input only names it: who may submit tasks can't give orders that way.
 *
 * <p>An order means the tasks that were there when it was given. What has been dealt with matches no more, as it was deleted,
 * has another state or has ended later, so a process may be killed anywhere and its successor does the rest. Steps spare it
 * the way to where the last one was.
 *
 * <p>Knows {@code submit} and {@code store}.
 */
package dev.handoff.engine.bulk;
