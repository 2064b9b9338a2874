package dev.handoff.kit.media;

import dev.handoff.task.TaskFailure;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;

/**
 * What a file is and how ffmpeg is told to read it, by its own bytes and before anything is run.
 *
 * @param seconds how long its sound is, where its header says so and ffmpeg would go by something else
 * @param options of the demuxer
 */
record Reading(Path file, Container container, OptionalDouble seconds, List<String> options) {

    /** @throws TaskFailure permanent, if it is no recording, or has lost its end */
    static Reading of(Path file) throws TaskFailure, IOException {
        var beginning = Beginning.of(file);
        var container = Container.of(beginning);
        return switch (container) {
            case WAV -> wav(file, WavLength.of(file, beginning.at()));
            case MP3 -> new Reading(file, container, Mp3Length.seconds(beginning.bytes()), List.of());
            default -> new Reading(file, container, OptionalDouble.empty(), List.of());
        };
    }

    private static Reading wav(Path file, WavLength length) {
        return length.open()
                ? new Reading(file, Container.WAV, OptionalDouble.of(length.seconds()), List.of("-ignore_length", "1"))
                : new Reading(file, Container.WAV, OptionalDouble.empty(), List.of());
    }

    /** How long it is by its own words, in seconds; 0 if they are a guess. */
    double declared(double probed) {
        return seconds.orElse(container.declaresItsLength() ? probed : 0);
    }

    /** What both programs are told: this demuxer, no protocol but files, no huge allocation. */
    List<String> arguments() {
        var arguments = new ArrayList<>(List.of("-max_alloc", "268435456", "-protocol_whitelist", "file,pipe"));
        arguments.addAll(List.of("-f", container.demuxer()));
        arguments.addAll(options);
        return arguments;
    }
}
