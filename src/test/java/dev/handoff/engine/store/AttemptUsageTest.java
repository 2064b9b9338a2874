package dev.handoff.engine.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.handoff.engine.store.TaskRecord.StepRecord;
import dev.handoff.task.Usage;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class AttemptUsageTest {

    @Test
    void usageIsSummedUpByAttemptAndModel() {
        var steps = List.of(
                step(1, "small", 3, 5, "0.10"),
                step(1, "small", 4, 6, "0.20"),
                new StepRecord("free", 1, Instant.EPOCH, Optional.empty()),
                step(2, "small", 1, 1, "0.05"),
                step(2, "large", 7, 8, null));

        assertThat(AttemptUsage.of(steps))
                .containsExactly(
                        new AttemptUsage(1, "small", 2, 7, 11, Optional.of(new BigDecimal("0.30"))),
                        new AttemptUsage(2, "small", 1, 1, 1, Optional.of(new BigDecimal("0.05"))),
                        new AttemptUsage(2, "large", 1, 7, 8, Optional.empty()));
    }

    @Test
    void costIsUnknownIfThatOfOneCallIs() {
        var steps = List.of(step(1, "small", 3, 5, "0.10"), step(1, "small", 4, 6, null));

        assertThat(AttemptUsage.of(steps)).containsExactly(new AttemptUsage(1, "small", 2, 7, 11, Optional.empty()));
    }

    private static StepRecord step(int attempt, String model, long input, long output, String cost) {
        var usage = new Usage(model, input, output, Optional.ofNullable(cost).map(BigDecimal::new));
        return new StepRecord("ask", attempt, Instant.EPOCH, Optional.of(usage));
    }
}
