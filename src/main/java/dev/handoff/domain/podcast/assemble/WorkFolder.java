package dev.handoff.domain.podcast.assemble;

import dev.handoff.kit.storage.Storage;
import dev.handoff.task.GroupId;
import dev.handoff.task.TaskFailure;
import java.io.IOException;
import java.nio.file.Path;

/** Where the files of an episode lie while it is in the making, under the id of the group of its pieces. */
record WorkFolder(Storage storage, GroupId group) {

    /** @return the filename to fetch it by */
    String keep(Path file, String name) throws TaskFailure, IOException {
        var target = storage.output("assemble/" + group + "/" + name);
        storage.put(file, target);
        return target.toString();
    }

    /** The name under which the pieces are cleaned; their files go into a folder of that name. */
    String episode() {
        return group.toString();
    }

    /** Deletes it with all that there is, the cleaned pieces too. */
    void delete() throws TaskFailure, IOException {
        storage.deleteAll(storage.output("assemble/" + group));
        storage.deleteAll(storage.output("chunks/" + group));
    }
}
