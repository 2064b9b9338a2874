package dev.handoff.kit.database;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class IdsTest {

    private final Ids ids = new Ids();

    @Test
    void idsBeginWithTheTime() {
        long before = System.currentTimeMillis();
        var made = Stream.of(ids.next(), ids.nextInOrder()).toList();
        long after = System.currentTimeMillis();

        assertThat(made)
                .allSatisfy(id -> assertThat(id.version()).isEqualTo(7))
                .allSatisfy(id -> assertThat(id.getMostSignificantBits() >>> 16).isBetween(before, after));
    }

    @Test
    void idsInOrderGrowWithinOneMillisecond() {
        var made = Stream.generate(ids::nextInOrder).limit(10_000).toList();

        assertThat(made).isSorted().doesNotHaveDuplicates();
    }

    @Test
    void neighboursDontTellAnId() {
        var made = Stream.generate(ids::next).limit(10_000).toList();

        assertThat(made.stream().map(UUID::getLeastSignificantBits)).doesNotHaveDuplicates();
        assertThat(made).isNotEqualTo(made.stream().sorted().toList());
    }
}
