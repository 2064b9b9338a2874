package dev.handoff.edge.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Every name that dispatching has in the log is provoked in a running program by one of these tests. */
class DispatchNamesTest {

    private static final Path PRODUCT = Path.of("src/main/java/dev/handoff/edge/telemetry");
    private static final Path TESTS = Path.of("src/test/java/dev/handoff");
    private static final List<String> RUNNING = List.of(
            "engine/dispatch/DispatchLogTest.java",
            "engine/dispatch/UnconfiguredRoutesLogTest.java",
            "engine/dispatch/http/FaultyRoutesLogTest.java",
            "engine/sweep/UnheardTest.java",
            "edge/http/FailureTest.java",
            "process/CloudTasksIT.java",
            "process/WorkerIT.java");

    /** Names that nothing provokes in a program that runs, and why. Hand-made events alone show them. */
    private static final Map<String, String> UNPROVOKED = Map.of(
            "tasks.enqueue_http_task.task_build_failed",
            "a stored task has no field that a Cloud Task can't hold, and what is due too late is left to the sweeper");

    private static final Pattern NAME =
            Pattern.compile("\\btasks\\.(?:dry_run|(?:enqueue_http_task|cloud|dev)\\.\\w+)");

    @Test
    void everyNameIsProvokedInARunningProgram() throws IOException {
        var names = names(List.of(PRODUCT.resolve("DispatchNames.java"), PRODUCT.resolve("DispatchLines.java")));

        var provoked = names(RUNNING.stream().map(TESTS::resolve).toList());

        assertThat(names).hasSize(31);
        assertThat(provoked).doesNotContainAnyElementsOf(UNPROVOKED.keySet());
        provoked.addAll(UNPROVOKED.keySet());
        assertThat(provoked).containsExactlyElementsOf(names);
    }

    private static Set<String> names(List<Path> files) throws IOException {
        var names = new TreeSet<String>();
        for (var file : files) {
            NAME.matcher(Files.readString(file))
                    .results()
                    .map(found -> found.group())
                    .forEach(names::add);
        }
        return names;
    }
}
