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
import java.util.Map;
import java.util.regex.Pattern;

/** What a recording says about itself, as {@code ffprobe} reports it. Any of it may be missing or a lie. */
@JsonIgnoreProperties(ignoreUnknown = true)
record Probe(List<Track> streams, Format format) {

    private static final int MIN_RATE = 4_000;
    private static final int MAX_RATE = 768_000;
    private static final int MAX_CHANNELS = 64;

    private static final Pattern TIME = Pattern.compile("(\\d{1,4}):(\\d\\d):(\\d\\d(?:\\.\\d{1,9})?)");

    private static final ObjectMapper JSON = new ObjectMapper();

    /**
     * The first audio stream.
     *
     * @param duration in seconds, up to its end; 0 if it declares none
     * @param ofTheFilm whether that is only known of the whole, of which the sound may be a part
     */
    record Stream(int sampleRate, int channels, double duration, boolean ofTheFilm) {}

    @JsonIgnoreProperties(ignoreUnknown = true)
    record Track(
            @JsonProperty("sample_rate") int sampleRate,
            int channels,
            @JsonProperty("start_time") double start,
            double duration,
            Map<String, String> tags) {}

    /** The whole file. */
    @JsonIgnoreProperties(ignoreUnknown = true)
    record Format(
            @JsonProperty("nb_streams") int streams,
            @JsonProperty("start_time") double start,
            double duration) {}

    /**
     * @throws IOException if nothing was written, for want of space
     * @throws TaskFailure permanent, if there is no audio
     */
    static Stream read(Path json, Container container) throws IOException, TaskFailure {
        if (Files.size(json) == 0) {
            throw new IOException("nothing was written into " + json + "; is there space left?");
        }
        var probe = JSON.readValue(json.toFile(), Probe.class);
        if (probe.streams() == null || probe.streams().isEmpty()) {
            throw TaskFailure.permanent("the file holds no audio");
        }
        var track = probe.streams().getFirst();
        var whole = probe.format() == null ? new Format(1, 0, 0) : probe.format();
        double tagged = seconds(track.tags() == null ? null : track.tags().get("DURATION"));
        return container == Container.MATROSKA
                // It declares the length of the whole only. Beside a film, the sound may be shorter.
                ? new Stream(
                        track.sampleRate(),
                        track.channels(),
                        tagged > 0 ? tagged : whole.duration(),
                        tagged == 0 && whole.streams() > 1)
                : new Stream(
                        track.sampleRate(),
                        track.channels(),
                        track.duration() + (track.duration() > 0 ? Math.max(0, track.start() - whole.start()) : 0),
                        false);
    }

    /** Of a time such as 00:00:13.364000000; 0 if it is none. */
    private static double seconds(String time) {
        var parts = time == null ? null : TIME.matcher(time);
        return parts != null && parts.matches()
                ? Integer.parseInt(parts.group(1)) * 3600
                        + Integer.parseInt(parts.group(2)) * 60
                        + Double.parseDouble(parts.group(3))
                : 0;
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
