package dev.handoff.domain.community;

/**
 * What something adds up to. What its kind doesn't have is 0.
 *
 * @param comments of a post, or answers to a comment
 * @param followers of a user
 * @param members of a circle
 * @param hotness of a post or a comment, see {@link Hotness}
 */
public record Counts(long upvotes, long downvotes, long comments, long followers, long members, double hotness) {

    /** Of what was never counted. */
    public static final Counts NONE = new Counts(0, 0, 0, 0, 0, 0);
}
