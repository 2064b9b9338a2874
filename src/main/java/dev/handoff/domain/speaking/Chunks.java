package dev.handoff.domain.speaking;

import dev.handoff.kit.storage.FileName;
import dev.handoff.kit.storage.Storage;
import dev.handoff.kit.storage.Workspace;
import dev.handoff.task.Invalid;
import dev.handoff.task.TaskFailure;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/** Where the chunks of a recording are: in the task's input, or in the storage. */
@Singleton
class Chunks {

    /** Characters of Base64 that a task's row takes; with more, the storage takes all. */
    private static final int MOST_IN_ROW = 64 << 10;

    private final Storage storage;
    private final SessionStore sessions;

    Chunks(Storage storage, SessionStore sessions) {
        this.storage = storage;
        this.sessions = sessions;
    }

    /** @throws Invalid with the chunk that can never be read */
    void check(SpeakInput input) {
        for (int i = 0; i < input.audioChunks().size(); i++) {
            if (Chunk.of(input.audioChunks().get(i), i) instanceof Chunk.File(var name)) {
                try {
                    storage.check(name);
                } catch (Invalid refused) {
                    throw Invalid.task(
                            "/audio_chunks/" + i,
                            refused.violations().getFirst().message());
                }
            }
        }
    }

    /**
     * Puts sound that is too large for a row into the session's folder, and names the files in its place. The same input makes
     * the same files.
     *
     * @throws IOException if the storage doesn't take it; the input may be submitted again
     */
    SpeakInput deposit(SpeakInput input) throws TaskFailure, IOException {
        long inline = input.audioChunks().stream()
                .filter(it -> it.startsWith("data:") || it.indexOf('.') < 0)
                .mapToLong(String::length)
                .sum();
        if (inline <= MOST_IN_ROW) {
            return input;
        }
        var session = Optional.ofNullable(input.sessionId()).orElseGet(() -> "once-" + digest(input.toString()));
        // Before the files: what dies in between leaves a session that is cleaned up with them.
        if (sessions.open(new SpeakingSession(session, input.userName(), null)).isEmpty()) {
            throw new IOException("session " + session + " is being deleted");
        }
        var names = new ArrayList<String>();
        try (var workspace = Workspace.open()) {
            for (var text : input.audioChunks()) {
                names.add(
                        Chunk.of(text, names.size()) instanceof Chunk.Sound(var bytes)
                                ? put(bytes, session, text, workspace)
                                : text);
            }
        }
        return input.with(names, session);
    }

    private String put(byte[] bytes, String session, String text, Workspace workspace) throws TaskFailure, IOException {
        var name = file(session, "chunk-" + digest(text) + ".audio");
        storage.put(Files.write(workspace.folder().resolve("chunk"), bytes), name);
        return name.toString();
    }

    /** A file of a session, which goes with it. */
    FileName file(String session, String name) {
        return storage.output("sessions/" + session + "/" + name);
    }

    /** Deletes all files of a session. */
    void deleteAll(String session) throws TaskFailure, IOException {
        storage.deleteAll(storage.output("sessions/" + session));
    }

    /** Brings all chunks within reach, in their order. */
    List<Path> fetch(SpeakInput input, Workspace workspace) throws TaskFailure, IOException {
        var files = new ArrayList<Path>();
        for (var text : input.audioChunks()) {
            int place = files.size();
            files.add(
                    switch (chunk(text, place)) {
                        case Chunk.Sound(var bytes) ->
                            Files.write(workspace.folder().resolve("chunk-" + place), bytes);
                        case Chunk.File(var name) -> fetch(name, workspace);
                    });
        }
        return files;
    }

    private Path fetch(String name, Workspace workspace) throws TaskFailure, IOException {
        try {
            return storage.fetch(storage.check(name), workspace);
        } catch (Invalid refused) {
            // The input was valid when it was submitted. The configuration has changed since.
            throw TaskFailure.permanent(refused.getMessage(), refused);
        }
    }

    private static Chunk chunk(String text, int place) throws TaskFailure {
        try {
            return Chunk.of(text, place);
        } catch (Invalid refused) {
            throw TaskFailure.permanent(refused.getMessage(), refused);
        }
    }

    private static String digest(String text) {
        try {
            var digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest, 0, 16);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
