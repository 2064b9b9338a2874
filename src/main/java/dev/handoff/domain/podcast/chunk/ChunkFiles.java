package dev.handoff.domain.podcast.chunk;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import dev.handoff.kit.media.Interval;
import dev.handoff.kit.storage.FileName;
import dev.handoff.kit.storage.Storage;
import dev.handoff.kit.storage.Workspace;
import dev.handoff.task.TaskFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.util.Optional;

/**
 * The place of one finished piece. What is known about it lies beside it, and is put there last: where both are, the work
 * is done, whichever task has done it and whether or not it lived to say so.
 */
final class ChunkFiles {

    private static final ObjectMapper JSON = new ObjectMapper()
            .setPropertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);

    private final Storage storage;
    private final Workspace workspace;
    private final FileName sound;
    private final FileName record;

    /** @param path of the piece in the place where outputs go */
    ChunkFiles(Storage storage, Workspace workspace, String path) {
        this.storage = storage;
        this.workspace = workspace;
        this.sound = storage.output(path);
        this.record = storage.output(path + ".json");
    }

    Optional<Chunk> finished() throws TaskFailure, IOException {
        if (!storage.exists(record) || !storage.exists(sound)) {
            return Optional.empty();
        }
        try {
            return Optional.of(JSON.readValue(storage.fetch(record, workspace).toFile(), Chunk.class));
        } catch (JsonProcessingException unreadable) {
            // Made anew and replaced.
            return Optional.empty();
        }
    }

    Chunk put(Cleaner.Cleaned cleaned, double start, ChunkOptions options) throws TaskFailure, IOException {
        var chunk = new Chunk(
                sound.toString(),
                Interval.rounded(cleaned.sound().seconds()),
                start,
                Interval.rounded(start + cleaned.length()),
                cleaned.cuts().stream()
                        .map(cut -> new Interval(
                                Interval.rounded(start + cut.start()), Interval.rounded(start + cut.end())))
                        .toList(),
                cleaned.before(),
                cleaned.after(),
                cleaned.sound().rate(),
                cleaned.sound().channels(),
                options.format());
        storage.put(cleaned.file(), sound);
        storage.put(Files.write(workspace.folder().resolve("chunk.json"), JSON.writeValueAsBytes(chunk)), record);
        return chunk;
    }
}
