package dev.handoff.kit.storage;

import dev.handoff.Settings;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Storages of folders, without any bucket. */
public final class TestStorage {

    private TestStorage() {}

    public static Storage in(Path folder) {
        return in(folder, Map.of());
    }

    static Storage in(Path folder, Map<String, String> settings) {
        var all = new HashMap<>(settings);
        all.put("handoff.storage.folder", folder.toString());
        return new Storage(
                Settings.of(StorageConfig.class, all), new CloudStorage(new GoogleLogin(), Optional.empty()));
    }
}
