/**
 * Small things about threads that are easy to get wrong: work that is done once for many calls, sessions that are begun again
 * for ever, pauses, waiting, and maps whose calls run at the same time.
 *
 * <p>Nearly all work runs on virtual threads that live no longer than the work, because they cost next to nothing; so there are no
 * pools to size, and none to shut down; but for {@link dev.handoff.kit.thread.Pool}, for programs that compute on a fixed number
 * of threads and need no tasks. Waiting is done on monitors, which virtual threads may hold without keeping a
 * processor's thread.
 */
package dev.handoff.kit.thread;
