package dev.handoff.engine.sweep;

import static org.assertj.core.api.Assertions.assertThat;

import dev.handoff.engine.store.Backlog;
import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AttendanceTest {

    @ParameterizedTest
    @CsvSource({"false, 61, true", "false, 60, false", "false, 0, false", "true, 61, false"})
    void tasksWaitInVainIfNobodyServesThemForLong(boolean served, int seconds, boolean inVain) {
        var backlog = new Backlog("transcribe", "local", 1, Duration.ofSeconds(seconds), served);

        assertThat(Attendance.isInVain(backlog)).isEqualTo(inVain);
    }
}
