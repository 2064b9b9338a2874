package dev.handoff.task;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collections;
import org.junit.jupiter.api.Test;

class ViolationTest {

    @Test
    void ofThousandsTheFirstAndTheirNumberAreTold() {
        var one = new Violation("/a", "is unknown");

        assertThat(Violation.first(Collections.nCopies(15_000, one)))
                .hasSize(21)
                .startsWith(one)
                .endsWith(new Violation("", "and 14980 more"));
        assertThat(Violation.first(Collections.nCopies(20, one))).hasSize(20).containsOnly(one);
    }
}
