package dev.handoff.domain.monitoring;

import dev.handoff.task.Retention;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;

/** Deletes scans with their batches and flags, whether they have been finished or not. The audit log stays. */
@Singleton
class ScanRetention implements Retention {

    /** Scans of one statement. Each may have thousands of flags. */
    private static final int SOME = 20;

    private final ScanStore store;
    private final ScanConfig config;

    ScanRetention(ScanStore store, ScanConfig config) {
        this.store = store;
        this.config = config;
    }

    @Override
    public String what() {
        return "scans";
    }

    @Override
    public Duration kept() {
        return config.kept();
    }

    @Override
    public int prune(Instant before) {
        return store.prune(before, SOME);
    }
}
