package dev.handoff.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** That each tick has one task while processes come, die and freeze. Waits for real minutes. */
@Tag(Program.JAR_ALONE)
class ScheduleIT extends Deployment {

    private static final Pattern TICKED = Pattern.compile("event=schedule\\.ticked .* tick=(\\S+)");

    private static final Map<String, String> EVERY_MINUTE = Map.of("HANDOFF_SCHEDULES", """
            {"minutely": {"type": "process-message", "cron": "* * * * *", "input": {"text": "\\u00fc \\\\d $1"}}}""");

    @Test
    void everyMinuteHasOneTaskThoughOneProcessIsKilledAndOneFrozen() throws Exception {
        var killed = start(EVERY_MINUTE);
        var frozen = start(EVERY_MINUTE);
        var third = start(EVERY_MINUTE);
        var minute = Instant.now().truncatedTo(ChronoUnit.MINUTES).plus(1, ChronoUnit.MINUTES);

        sleepUntil(minute.minusSeconds(1));
        frozen.pause();
        sleepUntil(minute);
        killed.kill();
        within(30).until(() -> !lastTick(third).isBefore(minute));
        frozen.resume();
        within(90).until(() -> lastTick(third).isAfter(minute));

        assertThat(lastTick(frozen)).isEqualTo(lastTick(third));
        var ticks = ticks(killed, frozen, third);
        assertThat(ticks).doesNotHaveDuplicates();
        // The first tick was due when the first process came; a killed process may have kept its last line to itself.
        var first = ticks.stream().min(Instant::compareTo).orElseThrow();
        long minutes = Duration.between(first, lastTick(third)).toMinutes() + 1;
        assertThat(tasks("type = 'process-message'")).isEqualTo((int) minutes);
        within(30).until(() -> tasks("state = 'SUCCEEDED'") == minutes);
        assertThat(tasks("input = '{\"text\":\"ü \\d $1\"}'".replace("\\d", "\\\\d")))
                .isEqualTo((int) minutes);
    }

    private static Instant lastTick(Instance instance) {
        var last = Instance.body(instance.get("/api/schedules")).at("/schedules/0/last_tick_at");
        return last.isTextual() ? Instant.parse(last.textValue()) : Instant.EPOCH;
    }

    private static List<Instant> ticks(Instance... instances) throws Exception {
        var ticks = new ArrayList<Instant>();
        for (var instance : instances) {
            for (var line : Files.readAllLines(instance.log())) {
                var ticked = TICKED.matcher(line);
                if (ticked.find()) {
                    ticks.add(Instant.parse(ticked.group(1)));
                }
            }
        }
        return ticks;
    }

    private static void sleepUntil(Instant moment) throws InterruptedException {
        var pause = Duration.between(Instant.now(), moment);
        if (pause.isPositive()) {
            Thread.sleep(pause);
        }
    }
}
