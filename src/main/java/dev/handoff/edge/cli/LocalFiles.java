package dev.handoff.edge.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.handoff.kit.storage.Storage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Copies what an input names of this machine into the storage folder. No name in the storage begins like a path of this
 * machine, so it is clear which is meant.
 */
final class LocalFiles {

    private static final String FILENAME = "filename";

    private final Storage storage;

    LocalFiles(Storage storage) {
        this.storage = storage;
    }

    /**
     * Puts the names in the storage in place of the paths, in all fields that are called {@code filename} or end so.
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
                }
            }
        }
        for (var child : input) {
            store(child, folder);
        }
    }

    private static boolean isPath(String name) {
        return name.startsWith("./") || name.startsWith("../") || name.startsWith("/");
    }

    private String stored(Path file) throws IOException {
        if (!Files.isReadable(file)) {
            throw Refused.usage("no file " + file + " that could be read");
        }
        return storage.store(file);
    }
}
