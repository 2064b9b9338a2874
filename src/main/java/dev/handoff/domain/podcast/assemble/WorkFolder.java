package dev.handoff.domain.podcast.assemble;

import dev.handoff.kit.storage.Storage;
import dev.handoff.task.GroupId;
import dev.handoff.task.TaskFailure;
import java.io.IOException;
import java.nio.file.Path;

/** The folder of an episode's files while the episode is being made, named by the group of its pieces. */
record WorkFolder(Storage storage, GroupId group) {

    /** @return the filename to fetch it by */
    String keep(Path file, String name) throws TaskFailure, IOException {
        var target = storage.output("assemble/" + group + "/" + name);
        storage.put(file, target);
        return target.toString();
    }

    /** The episode's name in the inputs of the pieces. Their files go into a folder of that name. */
    String episode() {
        return group.toString();
    }

    /** Deletes the folder and everything in it, and the cleaned pieces. */
    void delete() throws TaskFailure, IOException {
        storage.deleteAll(storage.output("assemble/" + group));
        storage.deleteAll(storage.output("chunks/" + group));
    }
}
