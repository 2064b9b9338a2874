package dev.handoff.edge.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Runs one task here and now. */
@Command(
        name = "run",
        description = "Runs one task in this process and prints its result; the exit code is its outcome.",
        footer = {
            "%nNeeds no server: it starts what it needs, and ends it afterwards. Ctrl-C cancels the task.",
            "Example: handoff run transcribe talk.wav"
        })
final class Run extends LocalCommand {

    @Parameters(index = "0", paramLabel = "TYPE", description = "What kind of task, for example transcribe.")
    private String type;

    @Parameters(
            index = "1",
            arity = "0..1",
            paramLabel = "FILE",
            description = "Is copied into the storage folder and becomes \"filename\" of the input.")
    private Path file;

    @Option(
            names = "--input",
            paramLabel = "JSON",
            defaultValue = "{}",
            description =
                    "The rest of the input, or @ and a file with it. A filename in it that begins with ./ or / is a file "
                            + "of this machine, which is copied into the storage folder.")
    private String input;

    @Option(names = "--json", description = "Prints the result as JSON in one line.")
    private boolean json;

    @Override
    public Integer call() {
        var parsed = Input.given(input);
        if (file != null && !Files.isReadable(file)) {
            throw Refused.usage("no file " + file + " that could be read");
        }
        var files = Stream.ofNullable(file)
                .map(it -> it.toAbsolutePath().toString())
                .toList();
        return inProcess()
                .run(
                        RunTask.class,
                        both(InProcess.QUIET, InProcess.BRIEF),
                        Order.write(new RunTask.Wanted(
                                type, parsed, files, json, Input.folder(input).toString())));
    }
}
