package dev.handoff.kit.media;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * Where {@code ffmpeg} and {@code ffprobe} are: on the {@code PATH}, if they can do what is needed, otherwise the ones that
 * come with the product. They are tried once for each process.
 */
@Singleton
public final class Ffmpeg {

    /**
     * Both programs lie in one folder, which holds their libraries too if they are the ones that were brought along.
     *
     * @param reason why it is this one
     */
    private record Installation(Path folder, Map<String, String> environment, String reason) {

        ProcessBuilder command(String program, List<String> arguments) {
            var command = new ProcessBuilder(folder.resolve(program).toString());
            command.command().addAll(arguments);
            command.environment().clear();
            command.environment().putAll(environment);
            return command;
        }
    }

    private final BundledFfmpeg bundled;
    private final List<Path> searchPath;
    private Installation installation;

    @Inject
    public Ffmpeg(MediaConfig config) {
        this(new BundledFfmpeg(config.data()), searchPath());
    }

    Ffmpeg(BundledFfmpeg bundled, List<Path> searchPath) {
        this.bundled = bundled;
        this.searchPath = searchPath;
    }

    /**
     * Prepares a run of one of the two programs. Nothing of this process's environment is passed on: it holds secrets.
     *
     * @param program {@code ffmpeg} or {@code ffprobe}
     */
    ProcessBuilder command(String program, List<String> arguments) throws IOException {
        return installation().command(program, arguments);
    }

    /** What the program says of itself, such as {@code ffmpeg version 8.0.1}, and why it is this one. */
    public String version() throws IOException {
        try (var said = command("ffmpeg", List.of("-version")).start().inputReader()) {
            return said.readLine() + "; " + installation().reason();
        }
    }

    private synchronized Installation installation() throws IOException {
        if (installation == null) {
            installation = chosen();
        }
        return installation;
    }

    private Installation chosen() throws IOException {
        var found = onSearchPath();
        if (found.isEmpty()) {
            return broughtAlong("it comes with Handoff, as there is none on the PATH");
        }
        var own = found.get();
        var fault = Trial.fault(own::command);
        if (fault.isEmpty()) {
            return own;
        }
        var lack = "the one in " + own.folder() + " can't do all that is needed: " + fault.get();
        // Half of an ffmpeg is better than none: most recordings can be transcribed with any.
        return BundledFfmpeg.isForThisMachine()
                ? broughtAlong("it comes with Handoff, as " + lack)
                : new Installation(own.folder(), Map.of(), lack + "; install version 5.1 or later");
    }

    private Installation broughtAlong(String reason) throws IOException {
        var folder = bundled.unpacked();
        return new Installation(folder, Map.of("LD_LIBRARY_PATH", folder.toString()), reason);
    }

    private Optional<Installation> onSearchPath() {
        return searchPath.stream()
                .filter(folder ->
                        Files.isExecutable(folder.resolve("ffmpeg")) && Files.isExecutable(folder.resolve("ffprobe")))
                .findFirst()
                .map(folder -> new Installation(folder, Map.of(), "it lies in " + folder + ", on the PATH"));
    }

    private static List<Path> searchPath() {
        return Arrays.stream(
                        Objects.requireNonNullElse(System.getenv("PATH"), "").split(File.pathSeparator))
                .filter(folder -> !folder.isEmpty())
                .map(Path::of)
                .toList();
    }
}
