package dev.handoff.domain.language;

import dev.handoff.kit.fetch.Image;
import dev.handoff.kit.fetch.Images;
import dev.handoff.kit.storage.FileName;
import dev.handoff.kit.storage.Storage;
import dev.handoff.kit.storage.Workspace;
import dev.handoff.task.Invalid;
import dev.handoff.task.TaskFailure;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.util.regex.Pattern;

/** Fetches images from the storage or from the web. */
@Singleton
final class Gallery {

    private static final Pattern ON_THE_WEB = Pattern.compile("(?i)https?:.*", Pattern.DOTALL);

    private final Images images;
    private final Storage storage;

    Gallery(Images images, Storage storage) {
        this.images = images;
        this.storage = storage;
    }

    /** @throws Invalid pointing at {@code /image}, if no attempt will be allowed to open it */
    void check(String image) {
        try {
            if (isOnTheWeb(image)) {
                images.check(image);
            } else {
                storage.check(image);
            }
        } catch (Invalid e) {
            throw Invalid.task("/image", e.violations().getFirst().message());
        }
    }

    /** @throws TaskFailure permanent, if the image doesn't exist, may not be fetched, or isn't an image */
    Image fetch(String image) throws TaskFailure, IOException, InterruptedException {
        if (isOnTheWeb(image)) {
            return images.fetch(image);
        }
        var name = FileName.parse(image);
        var found = storage.find(name);
        if (found.isPresent()) {
            // Before gigabytes are brought that no image has.
            images.checkSize(found.get().bytes(), image);
        }
        try (var workspace = Workspace.open()) {
            return images.read(storage.fetch(name, workspace), image);
        }
    }

    private static boolean isOnTheWeb(String image) {
        return ON_THE_WEB.matcher(image).matches();
    }
}
