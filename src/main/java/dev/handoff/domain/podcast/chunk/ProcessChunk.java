package dev.handoff.domain.podcast.chunk;

import dev.handoff.kit.media.Decoder;
import dev.handoff.kit.media.Interval;
import dev.handoff.kit.media.SoundStages;
import dev.handoff.kit.storage.FileName;
import dev.handoff.kit.storage.Sha256;
import dev.handoff.kit.storage.Storage;
import dev.handoff.kit.storage.Workspace;
import dev.handoff.task.Invalid;
import dev.handoff.task.TaskFailure;
import dev.handoff.task.TaskHandler;
import dev.handoff.task.TaskRun;
import dev.handoff.task.TaskType;
import jakarta.inject.Singleton;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;

/** Cleans one piece of a recording. */
@Singleton
public final class ProcessChunk implements TaskHandler<ChunkInput, Chunk> {

    public static final TaskType<ChunkInput, Chunk> PROCESS_CHUNK = TaskType.of(
                    "process-chunk", ChunkInput.class, Chunk.class)
            .correlate("episode_id")
            .description("Cleans one piece of a recording: noise, silences, loudness, format.")
            .timeout(Duration.ofMinutes(30))
            .heavy()
            .onePerProcessor();

    private final Storage storage;
    private final Decoder decoder;
    private final SoundStages stages;

    public ProcessChunk(Storage storage, Decoder decoder, SoundStages stages) {
        this.storage = storage;
        this.decoder = decoder;
        this.stages = stages;
    }

    @Override
    public TaskType<ChunkInput, Chunk> type() {
        return PROCESS_CHUNK;
    }

    @Override
    public void check(ChunkInput input) {
        storage.check(input.filename());
        if (input.end() != null && input.end() <= start(input)) {
            throw Invalid.task("/end", "must be after start, which is " + start(input) + ", was " + input.end());
        }
    }

    @Override
    public Chunk handle(ChunkInput input, TaskRun run) throws Exception {
        var name = name(input);
        var chunk = run.step("clean", Chunk.class, () -> chunk(input, name, run));
        // The file may have been deleted since the step was stored.
        return storage.exists(FileName.parse(chunk.filename())) ? chunk : chunk(input, name, run);
    }

    private Chunk chunk(ChunkInput input, FileName name, TaskRun run) throws Exception {
        try (var workspace = Workspace.open()) {
            var recording = storage.fetch(name, workspace);
            var options = ChunkOptions.complete(input.options());
            var files = new ChunkFiles(storage, workspace, path(input, options, recording));
            Optional<Chunk> finished = files.finished();
            return finished.isPresent()
                    ? finished.get()
                    : files.put(
                            new Cleaner(decoder, stages, options, workspace, run).clean(recording, part(input)),
                            start(input),
                            options);
        }
    }

    /** A hash of everything that the result depends on. */
    private static String path(ChunkInput input, ChunkOptions options, Path recording) throws Exception {
        var all = Cleaner.VERSION + " " + Sha256.of(recording) + " " + part(input) + " " + options;
        return "chunks/" + input.episodeId() + "/" + input.chunkId() + "-"
                + Sha256.of(all).substring(0, 16) + "." + options.format();
    }

    private static Interval part(ChunkInput input) {
        return new Interval(start(input), Objects.requireNonNullElse(input.end(), Double.POSITIVE_INFINITY));
    }

    private static double start(ChunkInput input) {
        return Objects.requireNonNullElse(input.start(), 0.0);
    }

    private FileName name(ChunkInput input) throws TaskFailure {
        try {
            check(input);
            return storage.check(input.filename());
        } catch (Invalid e) {
            // The input was valid when it was submitted. The configuration has changed since.
            throw TaskFailure.permanent(e.getMessage(), e);
        }
    }
}
