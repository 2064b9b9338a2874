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
 * The two files of a finished piece: its sound, and a record of what is known about it. The record is written last. If both
 * are there, the work is done, even if the task that did it was killed before it could say so.
 */
final class ChunkFiles {

    private static final ObjectMapper JSON = new ObjectMapper()
            .setPropertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);

    private final Storage storage;
    private final Workspace workspace;
    private final FileName sound;
    private final FileName record;

    /** @param path of the sound in the output folder */
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
            // The piece is made again and replaces the file.
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
