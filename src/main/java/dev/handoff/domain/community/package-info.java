/**
 * A community: posts, comments, votes, users, whom they follow and to which circles they belong.
 *
 * <pre>
 *   PUT, DELETE ──► row and event, in one statement ──► subscriber ──► task
 *                                                                      recount, notify-…, retract-…
 * </pre>
 *
 * <p>Tasks believe no event. Each reads what is true by now and makes everything else agree with it, so that events may come
 * twice, late, in any order, or from somebody who made them up. What tells or pushes something looks afterwards whether it has
 * been deleted meanwhile, and then undoes it: whoever deletes undoes only what is there.
 *
 * <p>Sums are counted anew and never added to; {@link dev.handoff.domain.community.CountStore} says why they are exact.
 */
package dev.handoff.domain.community;
