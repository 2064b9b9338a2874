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

/** Where {@code ffmpeg} and {@code ffprobe} are: on the {@code PATH}, otherwise the ones that come with the product. */
@Singleton
public final class Ffmpeg {

    /** Both programs lie in one folder, which holds their libraries too if they are the ones that were brought along. */
    private record Installation(Path folder, Map<String, String> environment) {}

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
        var found = installation();
        var command = new ProcessBuilder(found.folder().resolve(program).toString());
        command.command().addAll(arguments);
        command.environment().clear();
        command.environment().putAll(found.environment());
        return command;
    }

    /** What the program says of itself, such as {@code ffmpeg version 8.0.1}. */
    public String version() throws IOException {
        try (var said = command("ffmpeg", List.of("-version")).start().inputReader()) {
            return said.readLine();
        }
    }

    private synchronized Installation installation() throws IOException {
        if (installation == null) {
            var own = onSearchPath();
            installation = own.isPresent() ? own.get() : broughtAlong();
        }
        return installation;
    }

    private Installation broughtAlong() throws IOException {
        var folder = bundled.unpacked();
        return new Installation(folder, Map.of("LD_LIBRARY_PATH", folder.toString()));
    }

    private Optional<Installation> onSearchPath() {
        return searchPath.stream()
                .filter(folder ->
                        Files.isExecutable(folder.resolve("ffmpeg")) && Files.isExecutable(folder.resolve("ffprobe")))
                .findFirst()
                .map(folder -> new Installation(folder, Map.of()));
    }

    private static List<Path> searchPath() {
        return Arrays.stream(
                        Objects.requireNonNullElse(System.getenv("PATH"), "").split(File.pathSeparator))
                .filter(folder -> !folder.isEmpty())
                .map(Path::of)
                .toList();
    }
}
