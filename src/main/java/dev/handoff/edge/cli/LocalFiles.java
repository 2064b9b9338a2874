package dev.handoff.edge.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Copies what an input names of this machine into the storage, here or of a server. No name in the storage begins like a path of this
 * machine, so it is clear which is meant.
 */
final class LocalFiles {

    private static final String FILENAME = "filename";

    /** Of recordings that come in parts; all else that it has is Base64, or lies in the storage. */
    private static final String CHUNKS = "audio_chunks";

    private final Place place;

    LocalFiles(Place place) {
        this.place = place;
    }

    /** Where files are copied to. */
    interface Place {
        /** @return the filename to submit */
        String store(Path file) throws IOException;
    }

    /**
     * Puts the names in the storage in place of the paths, in all fields that are called {@code filename} or end so, and
     * in {@code audio_chunks}.
     *
     * @param folder what relative paths start from
     * @throws Refused if there is no such file
     */
    void store(JsonNode input, Path folder) throws IOException {
        if (input instanceof ObjectNode object) {
            for (var field : object.properties()) {
                if (field.getKey().endsWith(FILENAME) && isPath(field.getValue().asText())) {
                    object.put(
                            field.getKey(),
                            stored(folder.resolve(field.getValue().asText())));
                } else if (field.getKey().equals(CHUNKS) && field.getValue() instanceof ArrayNode chunks) {
                    store(chunks, folder);
                }
            }
        }
        for (var child : input) {
            store(child, folder);
        }
    }

    private void store(ArrayNode names, Path folder) throws IOException {
        for (int i = 0; i < names.size(); i++) {
            var name = names.get(i).asText();
            if (isPath(name) && name.indexOf('.') >= 0) {
                names.set(i, stored(folder.resolve(name)));
            }
        }
    }

    private static boolean isPath(String name) {
        return name.startsWith("./") || name.startsWith("../") || name.startsWith("/");
    }

    /**
     * Copies one file.
     *
     * @return the filename to submit
     * @throws Refused if there is no such file
     */
    String stored(Path file) throws IOException {
        if (!Files.isReadable(file) || Files.isDirectory(file)) {
            throw Refused.usage("no file " + file + " that could be read");
        }
        return place.store(file);
    }
}
