package dev.handoff.kit.media;

import dev.handoff.kit.storage.Workspace;
import dev.handoff.task.TaskFailure;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Makes one sound of many. */
@Singleton
public final class Mixer {

    // What FLAC adds to samples that can't be compressed.
    private static final long FRAME_BYTES = 1 << 20;
    private static final int CHANNELS = 2;

    private final MediaConfig config;
    private final Ffmpeg ffmpeg;
    private final Splitter splitter;

    public Mixer(MediaConfig config, Ffmpeg ffmpeg) {
        this.config = config;
        this.ffmpeg = ffmpeg;
        this.splitter = new Splitter(config, ffmpeg);
    }

    /**
     * Plays all of a mix into one file. The same mix of the same files makes the same file. What was recorded in one channel
     * is as loud in two, and peaks that are too high together are limited.
     *
     * @param mix of files that may hold anything
     * @return FLAC in the workspace, of 44,100 samples a second in stereo, exactly as long as the {@link Layout} says
     * @throws IllegalArgumentException if the mix can't be laid out
     * @throws TaskFailure permanent, if a file is no recording, or all is longer than a recording may be
     * @throws InterruptedException if this thread is interrupted; nothing keeps running then
     */
    public Path mix(Mix mix, Workspace workspace, ProgressListener progress)
            throws TaskFailure, IOException, InterruptedException {
        var layout = Layout.of(mix);
        if (layout.seconds() > config.maxDuration().toMillis() / 1000.0) {
            throw Probe.tooLong(config.maxDuration());
        }
        var recordings = recordings(mix, workspace);
        var heard = new HashMap<Path, String>();
        for (var recording : recordings.values()) {
            heard.put(recording.file(), recording.heard(ffmpeg, config, workspace));
        }
        var graph = new MixGraph(mix, layout, heard);
        var arguments = new ArrayList<String>();
        for (var input : graph.inputs()) {
            arguments.addAll(
                    input.loop()
                            ? loop(input.clip(), workspace, progress)
                            : recordings.get(input.clip().file()).steadyInput());
        }
        arguments.addAll(List.of("-filter_complex", graph.filters(), "-map", "[out]", "-map_metadata", "-1"));
        arguments.addAll(List.of("-map_chapters", "-1"));
        arguments.addAll(AudioFormat.FLAC.encoding());
        arguments.addAll(FfmpegArguments.SAME_EVERY_TIME);
        arguments.addAll(List.of("-f", AudioFormat.FLAC.muxer()));
        var target = workspace.folder().resolve("mix.flac");
        long quota = MixGraph.samples(layout.seconds()) * Sound.bytesOfAFrame(CHANNELS) + FRAME_BYTES;
        var conversion = new Conversion(ffmpeg, config, workspace, layout.seconds(), progress);
        FfmpegArguments.done(conversion.run(arguments, target, quota), config);
        return target;
    }

    /** Of all files that are not played in a loop. */
    private Map<Path, Recording> recordings(Mix mix, Workspace workspace)
            throws TaskFailure, IOException, InterruptedException {
        var once = Stream.concat(
                        mix.parts().stream().flatMap(part -> part.clips().stream()),
                        mix.beds().stream().filter(bed -> !bed.loop()).map(MusicBed::clip))
                .map(Clip::file)
                .distinct()
                .toList();
        var recordings = new HashMap<Path, Recording>();
        for (var file : once) {
            recordings.put(file, Recording.open(file, ffmpeg, config, workspace));
        }
        return recordings;
    }

    /** As what it is when it was decoded: other formats have some silence before or after, which they hide only once. */
    private List<String> loop(Clip clip, Workspace workspace, ProgressListener progress)
            throws TaskFailure, IOException, InterruptedException {
        var own = Files.createTempFile(workspace.folder(), "loop-", ".flac");
        splitter.beginning(clip.file(), clip.seconds(), own, workspace, _ -> progress.at(0));
        var arguments = new ArrayList<>(List.of("-stream_loop", "-1"));
        arguments.addAll(FfmpegArguments.reading(AudioFormat.FLAC.demuxer()));
        arguments.addAll(List.of("-i", "file:" + own));
        return arguments;
    }
}
