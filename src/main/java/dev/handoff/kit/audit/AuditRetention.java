package dev.handoff.kit.audit;

import dev.handoff.task.Retention;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;

/** Deletes audit entries that are older than somebody wants to keep them. Without a setting nobody does. */
@Singleton
public class AuditRetention implements Retention {

    /** Entries of one statement. */
    private static final int SOME = 1_000;

    private final AuditStore store;
    private final AuditConfig config;

    AuditRetention(AuditStore store, AuditConfig config) {
        this.store = store;
        this.config = config;
    }

    @Override
    public String what() {
        return "audit entries";
    }

    @Override
    public Duration kept() {
        return config.kept().age();
    }

    @Override
    public int prune(Instant before) {
        return store.prune(before, SOME);
    }
}
