package dev.handoff.kit.database;

import com.fasterxml.uuid.Generators;
import com.fasterxml.uuid.NoArgGenerator;
import java.util.UUID;

/**
 * Makes ids for new rows: version 7 UUIDs (RFC 9562, section 5.7). They begin with the time, so that new rows stay together
 * in the index.
 *
 * <p>An object and no static methods: a native executable would carry the seed of a static generator.
 */
public final class Ids {

    private final NoArgGenerator random = Generators.timeBasedEpochRandomGenerator();
    private final NoArgGenerator counting = Generators.timeBasedEpochGenerator();

    /** An id that can't be guessed from its neighbours; ids of one millisecond come in any order. */
    public UUID next() {
        return random.generate();
    }

    /** An id that is greater than every earlier one of this object, for rows that are read in the order of their making. */
    public UUID nextInOrder() {
        return counting.generate();
    }
}
