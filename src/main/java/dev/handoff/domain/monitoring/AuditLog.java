package dev.handoff.domain.monitoring;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.handoff.kit.audit.AuditEntry;
import dev.handoff.kit.audit.AuditStore;
import dev.handoff.task.Invalid;
import dev.handoff.task.TaskFailure;
import dev.handoff.task.TaskHandler;
import dev.handoff.task.TaskRun;
import dev.handoff.task.TaskType;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;

/** Adds an entry to the audit log. The documents' {@code content:audit_log}. */
@ApplicationScoped
class AuditLog implements TaskHandler<AuditLog.Entry, AuditLog.Logged> {

    static final TaskType<Entry, Logged> AUDIT_LOG = TaskType.of("audit-log", Entry.class, Logged.class)
            .aliases("content:audit_log")
            .labels(BatchScan.COMPONENT, "audit")
            .description("Adds an entry to the audit log, which can't be changed.");

    private static final String WORD = "^[a-z][a-z0-9_.-]{0,99}$";
    private static final String NAME = "^[^\\u0000-\\u001f\\u007f]{1,200}$";
    private static final int MAX_DETAILS = 8000;
    private static final Instant FIRST = Instant.parse("1970-01-01T00:00:00Z");
    private static final Instant LAST = Instant.parse("9999-12-31T23:59:59Z");

    private final AuditStore store;
    private final ObjectMapper json;

    AuditLog(AuditStore store, ObjectMapper json) {
        this.store = store;
        this.json = json;
    }

    /**
     * What happened.
     *
     * @param eventId a UUID; sent again, it stands for the same entry
     * @param actor who did it
     * @param action what was done, such as {@code rule.deleted}
     * @param details null for none
     */
    record Entry(
            @NotNull @Pattern(regexp = "^[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}$")
            String eventId,

            @NotNull Instant occurredAt,
            @NotNull @Pattern(regexp = NAME) String actor,
            @NotNull @Pattern(regexp = WORD) String action,
            @NotNull @Pattern(regexp = WORD) String entityType,
            @NotNull @Pattern(regexp = NAME) String entityId,
            Map<String, String> details) {}

    /** @param repeated whether the entry was there before */
    record Logged(UUID eventId, boolean repeated) {}

    @Override
    public TaskType<Entry, Logged> type() {
        return AUDIT_LOG;
    }

    @Override
    public void check(Entry entry) {
        if (entry.occurredAt().isBefore(FIRST) || entry.occurredAt().isAfter(LAST)) {
            throw Invalid.task("/occurred_at", "must be of the years 1970 to 9999, was " + entry.occurredAt());
        }
        int length = details(entry).length();
        if (length > MAX_DETAILS) {
            throw Invalid.task("/details", "must have at most " + MAX_DETAILS + " characters, has " + length);
        }
    }

    @Override
    public Logged handle(Entry entry, TaskRun run) throws TaskFailure {
        var row = new AuditEntry(
                UUID.fromString(entry.eventId()),
                // The precision of PostgreSQL.
                entry.occurredAt().truncatedTo(ChronoUnit.MICROS),
                entry.actor(),
                entry.action(),
                entry.entityType(),
                entry.entityId(),
                details(entry));
        if (store.add(row)) {
            return new Logged(row.id(), false);
        }
        if (store.find(row.id()).filter(it -> it.entry().equals(row)).isEmpty()) {
            throw TaskFailure.permanent("another audit entry has the event id " + row.id());
        }
        return new Logged(row.id(), true);
    }

    /** The keys are sorted, so that the same details are stored as the same text. */
    private String details(Entry entry) {
        return json.valueToTree(
                        new TreeMap<>(Optional.ofNullable(entry.details()).orElse(Map.of())))
                .toString();
    }
}
