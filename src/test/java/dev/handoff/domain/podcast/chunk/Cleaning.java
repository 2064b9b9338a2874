package dev.handoff.domain.podcast.chunk;

import dev.handoff.Settings;
import dev.handoff.kit.media.Decoder;
import dev.handoff.kit.media.Ffmpeg;
import dev.handoff.kit.media.MediaConfig;
import dev.handoff.kit.media.Recordings;
import dev.handoff.kit.media.SoundStages;
import dev.handoff.kit.storage.TestStorage;
import dev.handoff.task.TestRun;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** The handler over a storage folder, and measurements of what it makes that it has no part in. */
record Cleaning(Path folder) {

    static final ChunkOptions AS_IT_IS = new ChunkOptions(false, null, null, 0.0, false, null, null, "wav");

    ProcessChunk handler() {
        var media = Settings.of(MediaConfig.class, Map.of("handoff.media.data", "target/test-data"));
        var ffmpeg = new Ffmpeg(media);
        return new ProcessChunk(TestStorage.in(folder), new Decoder(media, ffmpeg), new SoundStages(media, ffmpeg));
    }

    Chunk clean(ChunkInput input) throws Exception {
        return handler().handle(input, new TestRun());
    }

    static ChunkInput input(String filename, ChunkOptions options) {
        return new ChunkInput("episode", "chunk-1", filename, null, null, options);
    }

    static ChunkInput part(String filename, Double start, Double end) {
        return new ChunkInput("episode", "chunk-1", filename, start, end, AS_IT_IS);
    }

    Path file(Chunk chunk) {
        return folder.resolve(chunk.filename());
    }

    /** In seconds, counted in samples. */
    double duration(Path file) throws Exception {
        return samples(file).length / 32_000.0;
    }

    /** At 16 000 a second in one channel, two bytes each. */
    byte[] samples(Path file) throws Exception {
        var samples = folder.resolve("measured.raw");
        Recordings.made(samples, "-y", "-i", file.toString(), "-ac", "1", "-ar", "16000", "-f", "s16le");
        return Files.readAllBytes(samples);
    }
}
