package dev.handoff.tool.emulator.cloudtasks;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/** Names that can't be used again for a while. */
final class Tombstones<K> {

    private final Duration kept;
    private final Map<K, Instant> forgottenAt = new LinkedHashMap<>();

    Tombstones(Duration kept) {
        this.kept = kept;
    }

    void add(K name, Instant now) {
        forget(now);
        // Put at the end again, so that the oldest is always first.
        forgottenAt.remove(name);
        forgottenAt.put(name, now.plus(kept));
    }

    boolean contains(K name, Instant now) {
        forget(now);
        return forgottenAt.containsKey(name);
    }

    private void forget(Instant now) {
        var oldest = forgottenAt.values().iterator();
        while (oldest.hasNext() && !oldest.next().isAfter(now)) {
            oldest.remove();
        }
    }
}
