package dev.handoff.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The programs of the examples do what they say: the pool alone, the broker alone, both. */
@Tag(Program.JAR_ALONE)
@Timeout(240)
class ExamplesIT extends Deployment {

    @TempDir
    Path folder;

    @Test
    void poolAloneRunsItsTasks() throws Exception {
        var server = start(Map.of());

        assertThat(run("PoolAlone", Map.of("HANDOFF_URL", server.address())))
                .isEqualTo("20 of 20 tasks have succeeded\n");
        assertThat(tasks("state = 'SUCCEEDED'")).isEqualTo(20);
    }

    @Test
    void brokerAloneBringsEventsAndBothMakeATaskOfOne() throws Exception {
        var vhost = vhost();

        assertThat(run("BrokerAlone", vhost.variables())).isEqualTo("heard of example.happened\n".repeat(3));

        var server = start(vhost.variables());
        assertThat(run("BrokerAndPool", Map.of("HANDOFF_URL", server.address()), vhost.variables()))
                .isEqualTo("the event was heard of, and its task has run\n");
        assertThat(tasks("type = 'index-post' AND state = 'SUCCEEDED'")).isOne();
    }

    /** What it prints; it has to end well. */
    @SafeVarargs
    private String run(String program, Map<String, String>... settings) throws IOException, InterruptedException {
        var out = folder.resolve(program);
        var process = new ProcessBuilder(
                        Program.java().toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        "target/quarkus-app/lib/main/*",
                        "examples/" + program + ".java")
                // The client's logging complains there of what it lacks.
                .redirectError(folder.resolve(program + ".err").toFile())
                .redirectOutput(out.toFile());
        for (var each : settings) {
            process.environment().putAll(each);
        }
        var started = process.start();
        try {
            assertThat(started.waitFor(90, TimeUnit.SECONDS)).isTrue();
        } finally {
            started.destroyForcibly();
        }
        assertThat(started.exitValue()).as(Files.readString(out)).isZero();
        return Files.readString(out);
    }
}
