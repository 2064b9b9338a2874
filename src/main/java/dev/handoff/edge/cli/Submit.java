package dev.handoff.edge.cli;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Hands a task to the server. */
@Command(
        name = "submit",
        description = "Hands a task to the server and prints its id.",
        footer = "%nExample: handoff submit process-message --input '{\"text\":\"hello\"}' --delay 10m")
final class Submit extends RemoteCommand {

    @Parameters(index = "0", paramLabel = "TYPE", description = "What kind of task; `handoff types` lists them.")
    private String type;

    @Parameters(
            index = "1",
            arity = "0..1",
            paramLabel = "RECORDING",
            description = "A file of this machine, which is sent to the server and becomes \"filename\" of the input.")
    private Path recording;

    @ArgGroup
    private Source source = new Source();

    @ArgGroup
    private Start start = new Start();

    @Option(names = "--priority", paramLabel = "N", description = "From -100 to 100; higher goes first.")
    private Integer priority;

    @Option(
            names = "--key",
            paramLabel = "KEY",
            description = "Makes a repeated submission the same task: what was submitted with the key before is meant.")
    private String key;

    @Option(
            names = "--origin",
            paramLabel = "ID",
            description = "The task that this one sends again; masks in the input then stand for its secrets.")
    private String origin;

    @Option(names = "--wait", description = "Waits for the end and prints the result; the exit code is the outcome.")
    private boolean wait;

    @Option(names = "--json", description = "Prints the server's answer, or with --wait the result, as JSON.")
    private boolean json;

    /** Where the input is from. */
    static final class Source {
        @Option(
                names = "--input",
                paramLabel = "JSON",
                description =
                        "The input itself, or @ and a file with it. A filename in it that begins with ./ or / is a "
                                + "file of this machine, which is sent to the server.")
        private String text;

        @Option(names = "--file", paramLabel = "FILE", description = "A file with the input; - for stdin.")
        private String file;
    }

    /** Not before when. */
    static final class Start {
        @Option(
                names = "--at",
                paramLabel = "TIME",
                converter = TimeConverters.At.class,
                description = "Not before this time: 2026-11-22T10:00, or with Z or an offset.")
        private Instant at;

        @Option(
                names = "--delay",
                paramLabel = "DURATION",
                converter = TimeConverters.Delay.class,
                description = "Not before this has passed: 30s, 10m, 1h30m, 2d.")
        private Duration delay;
    }

    @Override
    public Integer call() {
        var answer = server().post("/api/tasks", body());
        var id = answer.path("task_id").asText();
        if (wait) {
            // Known before anything can interrupt the waiting; stdout is for the result.
            err().println("task " + id);
            err().flush();
            return await(id, json);
        }
        out().println(json ? answer.toString() : id);
        return ExitCode.OK;
    }

    private ObjectNode body() {
        var body = JsonNodeFactory.instance.objectNode().put("type", type);
        body.set("input", input());
        if (start.at != null) {
            body.put("run_at", start.at.toString());
        }
        if (start.delay != null) {
            body.put("run_at", Instant.now().plus(start.delay).toString());
        }
        if (priority != null) {
            body.put("priority", priority);
        }
        if (key != null) {
            body.put("dedupe_key", key);
        }
        if (origin != null) {
            body.put("origin", origin);
        }
        return body;
    }

    private ObjectNode input() {
        var server = server();
        var files = new LocalFiles(server::send);
        var given = source.file != null ? "@" + source.file : source.text == null ? "{}" : source.text;
        var input = source.file != null ? Input.read(source.file) : Input.given(given);
        try {
            files.store(input, Input.folder(given));
            if (recording != null) {
                input.put("filename", files.stored(recording));
            }
            return input;
        } catch (IOException e) {
            throw Refused.usage("can't read a file that the input names: " + e);
        }
    }
}
