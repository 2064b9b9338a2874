package dev.handoff.kit.media;

import dev.handoff.kit.storage.Workspace;
import dev.handoff.task.TaskFailure;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Makes the file that people hear of a mix: mastered, encoded, tagged. */
@Singleton
public final class MixExporter {

    // Pictures there are none, and texts are not long: this is more than the frame around the sound can be.
    private static final long FRAME_BYTES = 1 << 23;
    private static final long BYTES_OF_A_FRAME = 8;

    // The version of the tags that every player reads.
    private static final List<String> ID3 = List.of("-id3v2_version", "3");

    // Measuring before, encoding and measuring after.
    private static final double RUNS = 3;

    private final MediaConfig config;
    private final Ffmpeg ffmpeg;
    private final SoundStages stages;

    public MixExporter(MediaConfig config, Ffmpeg ffmpeg, SoundStages stages) {
        this.config = config;
        this.ffmpeg = ffmpeg;
        this.stages = stages;
    }

    /**
     * Masters a mix into a file with tags and chapters. The same mix makes the same file.
     *
     * @param mix what {@link Mixer} has made
     * @param seconds how long it is
     * @param format where it has no place for chapters or a tag, as WAV and FLAC, they are left out; where titles of chapters
     *     must be shorter than in {@code metadata}, as in M4A, they are shortened
     * @return a file in the workspace; less loud than the target if peaks are in the way or there is nearly nothing
     * @throws InterruptedException if this thread is interrupted; nothing keeps running then
     */
    public Mastered export(
            Path mix,
            double seconds,
            LoudnessTarget target,
            AudioFormat format,
            Metadata metadata,
            Workspace workspace,
            ProgressListener progress)
            throws TaskFailure, IOException, InterruptedException {
        var said = Files.writeString(
                workspace.folder().resolve("metadata.txt"), metadata.text(format), StandardCharsets.UTF_8);
        var file = workspace.folder().resolve("published." + format.ending());
        var measured = stages.loudness(mix, AudioFormat.FLAC, seconds, workspace, part -> progress.at(part / RUNS));
        var mastered = Mastering.reach(target, measured, MixGraph.RATE, filters -> {
            encode(mix, said, seconds, filters, format, file, workspace, part -> progress.at((1 + part) / RUNS));
            return new Mastered(
                    file, stages.loudness(file, format, seconds, workspace, part -> progress.at((2 + part) / RUNS)));
        });
        if (format == AudioFormat.MP3 && metadata.chapters().size() > TableOfContents.MAX_ENTRIES) {
            TableOfContents.complete(file);
        }
        return mastered;
    }

    private void encode(
            Path mix,
            Path metadata,
            double seconds,
            String filters,
            AudioFormat format,
            Path file,
            Workspace workspace,
            ProgressListener progress)
            throws TaskFailure, IOException, InterruptedException {
        long samples = MixGraph.samples(seconds);
        var arguments = new ArrayList<>(FfmpegArguments.reading(AudioFormat.FLAC.demuxer()));
        arguments.addAll(List.of("-i", "file:" + mix, "-f", "ffmetadata", "-i", "file:" + metadata));
        arguments.addAll(List.of("-map", "0:a:0", "-map_metadata", "1", "-map_chapters", "1"));
        arguments.addAll(List.of("-af", filters + ",apad=whole_len=" + samples + ",atrim=end_sample=" + samples));
        arguments.addAll(List.of("-ar", String.valueOf(MixGraph.RATE)));
        arguments.addAll(format.encoding());
        arguments.addAll(format == AudioFormat.MP3 ? ID3 : List.of());
        arguments.addAll(FfmpegArguments.SAME_EVERY_TIME);
        arguments.addAll(List.of("-f", format.muxer()));
        var conversion = new Conversion(ffmpeg, config, workspace, seconds, progress);
        FfmpegArguments.done(conversion.run(arguments, file, samples * BYTES_OF_A_FRAME + FRAME_BYTES), config);
    }
}
