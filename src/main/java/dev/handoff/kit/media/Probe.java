package dev.handoff.kit.media;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.handoff.task.TaskFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** What a recording says about itself, as {@code ffprobe} reports it. Any of it may be missing or a lie. */
@JsonIgnoreProperties(ignoreUnknown = true)
record Probe(List<Stream> streams, Format format) {

    private static final int MIN_RATE = 4_000;
    private static final int MAX_RATE = 768_000;
    private static final int MAX_CHANNELS = 64;

    private static final ObjectMapper JSON = new ObjectMapper();

    /** The first audio stream. Its duration is in seconds, 0 if it declares none. */
    @JsonIgnoreProperties(ignoreUnknown = true)
    record Stream(@JsonProperty("sample_rate") int sampleRate, int channels, double duration) {}

    /** The whole file. */
    @JsonIgnoreProperties(ignoreUnknown = true)
    record Format(@JsonProperty("nb_streams") int streams, double duration) {}

    /**
     * @throws IOException if nothing was written, for want of space
     * @throws TaskFailure permanent, if there is no audio
     */
    static Stream read(Path json) throws IOException, TaskFailure {
        if (Files.size(json) == 0) {
            throw new IOException("nothing was written into " + json + "; is there space left?");
        }
        var probe = JSON.readValue(json.toFile(), Probe.class);
        if (probe.streams() == null || probe.streams().isEmpty()) {
            throw TaskFailure.permanent("the file holds no audio");
        }
        var stream = probe.streams().getFirst();
        // Matroska declares the length of the whole only. Beside a film, the sound may be shorter.
        return stream.duration() == 0
                        && probe.format() != null
                        && probe.format().streams() == 1
                ? new Stream(
                        stream.sampleRate(), stream.channels(), probe.format().duration())
                : stream;
    }

    /** @throws TaskFailure permanent, if no real recording is like that */
    static void check(Stream stream, Duration longest) throws TaskFailure {
        if (stream.channels() < 1 || stream.channels() > MAX_CHANNELS) {
            throw TaskFailure.permanent("the file claims to have " + stream.channels() + " channels");
        }
        if (stream.sampleRate() < MIN_RATE || stream.sampleRate() > MAX_RATE) {
            throw TaskFailure.permanent("the file claims to have " + stream.sampleRate()
                    + " samples a second, accepted are " + MIN_RATE + " to " + MAX_RATE);
        }
        if (stream.duration() * 1000 > longest.toMillis()) {
            throw tooLong(longest);
        }
    }

    static TaskFailure tooLong(Duration longest) {
        return TaskFailure.permanent("the recording is longer than " + longest.toMinutes()
                + " minutes; cut it, or raise handoff.media.max-duration");
    }
}
