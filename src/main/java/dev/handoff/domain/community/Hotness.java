package dev.handoff.domain.community;

/**
 * How hot something is: Reddit's {@code hot}, from {@code r2/r2/lib/db/_sorts.pyx} of its published source. It is the order of
 * magnitude of upvotes less downvotes, with their sign, and the age: 12.5 hours outweigh a factor of ten. Of things that nobody
 * has voted on, the newest is the hottest. It changes with the votes alone, so that an index keeps the order.
 */
final class Hotness {

    /** When Reddit began to count, in seconds since 1970. */
    static final long EPOCH = 1_134_028_003;

    /** Of rows with {@code upvotes}, {@code downvotes} and {@code made_at}. */
    static final String SQL = """
            sign(upvotes - downvotes) * log(greatest(abs(upvotes - downvotes), 1))
                + (extract(epoch FROM made_at) - %d) / 45000\
            """.formatted(EPOCH);

    /** A further expression of a change that makes something: the sums of what nobody has seen yet. */
    static String first(Entity.Kind kind) {
        return """
                , first AS (
                    INSERT INTO entity_counts (entity_type, entity_id, ticket, hotness)
                    SELECT '%s', $1, 0, (extract(epoch FROM now()) - %d) / 45000 FROM change WHERE occasion = 'created'
                    ON CONFLICT (entity_type, entity_id) DO NOTHING
                )\
                """.formatted(kind.word(), EPOCH);
    }

    private Hotness() {}
}
