package dev.handoff.edge.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SchedulesTest {

    private static final String SCHEDULES = """
            {"schedules":[{"name":"daily","type":"process-message","cron":"0 3 * * *","zone":"Etc/UTC","last_tick_at":null,
              "last_task_id":null,"next_tick_at":"2026-11-27T03:00:00Z"},
             {"name":"hourly","type":"scan","cron":"0 * * * *","zone":"Europe/Vienna","last_tick_at":"2026-11-26T10:00:00Z",
              "last_task_id":"t1","next_tick_at":"2026-11-26T11:00:00Z"}]}""";

    private Shell shell;

    @BeforeEach
    void open() throws IOException {
        shell = new Shell();
        shell.server("GET /api/schedules", 200, SCHEDULES);
    }

    @AfterEach
    void close() {
        shell.close();
    }

    @Test
    void schedulesAreATable() {
        assertThat(shell.run("schedules")).isZero();

        assertThat(shell.out()).isEqualTo("""
                NAME    TYPE             CRON       ZONE           LAST TICK             ITS TASK  NEXT TICK
                daily   process-message  0 3 * * *  Etc/UTC        -                     -         2026-11-27T03:00:00Z
                hourly  scan             0 * * * *  Europe/Vienna  2026-11-26T10:00:00Z  t1        2026-11-26T11:00:00Z
                """);
    }

    @Test
    void pauseStandsInPlaceOfTheNextTick() {
        shell.server("GET /api/schedules", 200, SCHEDULES.replace("\"next_tick_at\":\"2026-11-27T03:00:00Z\"", """
                "next_tick_at":"2026-11-27T03:00:00Z","paused":{"paused_at":"2026-11-26T09:00:00Z","by":"ada","reason":"holidays"}"""));
        shell.run("schedules");

        assertThat(shell.run("schedules")).isZero();

        assertThat(shell.out()).contains("paused since 2026-11-26T09:00:00Z by ada: holidays\n");
    }

    @Test
    void schedulesAreRunPausedAndResumed() {
        shell.server("POST /api/schedules/daily/run", 202, "{\"task_id\":\"t1\"}");
        shell.server("POST /api/schedules/daily/pause", 200, "{\"paused\":{\"paused_at\":\"2026-11-26T09:00:00Z\"}}");
        shell.server("POST /api/schedules/daily/resume", 200, "{\"resumed\":true}");

        assertThat(shell.run("schedules", "run", "daily", "--reason", "failed")).isZero();
        assertThat(shell.run("schedules", "pause", "daily")).isZero();
        assertThat(shell.run("schedules", "resume", "daily")).isZero();

        assertThat(shell.out()).isEqualTo("""
                t1
                daily is paused since 2026-11-26T09:00:00Z; ./handoff schedules resume daily ends it
                daily goes on
                """);
        assertThat(shell.requests())
                .containsExactly(
                        "POST /api/schedules/daily/run {\"reason\":\"failed\"}",
                        "POST /api/schedules/daily/pause {}",
                        "POST /api/schedules/daily/resume {}");
    }

    @Test
    void everythingIsPrintedAsJson() {
        assertThat(shell.run("schedules", "--json")).isZero();

        assertThat(shell.out()).contains("\"last_task_id\" : \"t1\"");
    }
}
