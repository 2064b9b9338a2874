package dev.handoff.edge.trigger.celery;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.handoff.Gate;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** A Python that has Celery: that of the distribution, which need not be the first on the PATH. */
public final class Python {

    private static final String REMEDY = "no Python with Celery is here; get one with: apt-get install python3-celery,"
            + " or: pip install celery, or run .ci/prepare";

    private final String program;

    private Python(String program) {
        this.program = program;
    }

    /** Fails where tests must all run, and aborts the test elsewhere, if there is none. */
    public static Python require() {
        return new Python(Gate.require(find(), REMEDY));
    }

    private static Optional<String> find() {
        return Stream.of("/usr/bin/python3", "python3")
                .filter(program -> {
                    try {
                        return new Python(program).start("import celery").waitFor() == 0;
                    } catch (IOException missing) {
                        return false;
                    } catch (InterruptedException stopped) {
                        throw new IllegalStateException(stopped);
                    }
                })
                .findFirst();
    }

    /**
     * Runs a script in the folder of the example project.
     *
     * @return what it prints
     * @throws AssertionError with what it says, if it fails
     */
    public String run(String broker, String script) {
        return ended(process(broker, List.of("-c", script)));
    }

    /** The same for a file there. */
    String runFile(String broker, String file) {
        return ended(process(broker, List.of(file)));
    }

    private Process start(String script) throws IOException {
        return new ProcessBuilder(program, "-c", script)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
    }

    private ProcessBuilder process(String broker, List<String> arguments) {
        var command = new ArrayList<>(List.of(program, "-B"));
        command.addAll(arguments);
        var process = new ProcessBuilder(command)
                .directory(Path.of("examples/celery").toFile())
                .redirectErrorStream(true);
        process.environment().put("CELERY_BROKER_URL", broker);
        process.environment().put("PYTHONPATH", ".");
        return process;
    }

    private static String ended(ProcessBuilder command) {
        try {
            var process = command.start();
            var said = new String(process.getInputStream().readAllBytes(), UTF_8);
            if (process.waitFor() != 0) {
                throw new AssertionError(said);
            }
            return said;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException stopped) {
            throw new IllegalStateException(stopped);
        }
    }
}
