/**
 * A community: posts, comments, votes, users, whom they follow and to which circles they belong.
 *
 * <pre>
 *   PUT, DELETE ──► row and event, in one statement ──► subscriber ──► task
 *                                                                      recount, notify-…, retract-…
 * </pre>
 *
 * <p>Tasks believe no event. Each reads what is true by now and makes everything else agree with it, so that events may come
 * twice, late, in any order, or from somebody who made them up. A task that tells or pushes a post looks at the post again at
 * its end. If the post was deleted meanwhile, the task undoes its own work, since the deletion has undone only what was there.
 *
 * <p>Sums are counted anew and never added to; {@link dev.handoff.domain.community.CountStore} says why they are exact.
 */
package dev.handoff.domain.community;
