package dev.handoff.kit.media;

import dev.handoff.kit.storage.Workspace;
import dev.handoff.task.TaskFailure;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Makes one sound of chunks: of recordings, one after the other, and of parts into which one was cut while it was recorded, as
 * browsers do. A chunk begins a recording if it begins as only the beginning of a file does; otherwise it goes on with the chunk
 * before it.
 */
@Singleton
public final class Joiner {

    private static final int FLAGS_OF_OGG = 5;
    private static final int BEGIN_OF_STREAM = 2;

    private final MediaConfig config;
    private final Decoder decoder;

    public Joiner(MediaConfig config, Decoder decoder) {
        this.config = config;
        this.decoder = decoder;
    }

    /**
     * Decodes and joins chunks, in their order.
     *
     * @param chunks of sizes that have been checked; they may hold anything
     * @param workspace takes the samples
     * @throws TaskFailure permanent, if there is no sound, a recording can't be read, or all together are too long
     * @throws InterruptedException if this thread is interrupted; nothing keeps running then
     */
    public Pcm join(List<Path> chunks, Workspace workspace) throws TaskFailure, IOException, InterruptedException {
        var joined = workspace.folder().resolve("joined.pcm");
        long most = config.maxDuration().toSeconds() * Pcm.RATE * Short.BYTES;
        try (var target = Files.newOutputStream(joined)) {
            for (int from = 0; from < chunks.size(); ) {
                int to = from + 1;
                while (to < chunks.size() && !isBeginning(chunks.get(to))) {
                    to++;
                }
                append(chunks.subList(from, to), target, workspace);
                from = to;
                if (Files.size(joined) > most) {
                    throw Probe.tooLong(config.maxDuration());
                }
            }
        }
        return Pcm.of(joined);
    }

    private void append(List<Path> parts, OutputStream target, Workspace workspace)
            throws TaskFailure, IOException, InterruptedException {
        var recording = workspace.folder().resolve("joined.recording");
        try (var whole = Files.newOutputStream(recording)) {
            for (var part : parts) {
                Files.copy(part, whole);
            }
        }
        var sound = decoder.decode(recording, workspace);
        Files.copy(sound.file(), target);
        Files.delete(sound.file());
        Files.delete(recording);
    }

    private static boolean isBeginning(Path chunk) throws IOException {
        try (var file = Files.newInputStream(chunk)) {
            var head = file.readNBytes(12);
            return Container.has(head, 0, "OggS")
                    ? head.length > FLAGS_OF_OGG && (head[FLAGS_OF_OGG] & BEGIN_OF_STREAM) != 0
                    : Container.has(head, 0, "ID3") || Container.has(head, 4, "ftyp") || Container.isHeader(head);
        }
    }
}
