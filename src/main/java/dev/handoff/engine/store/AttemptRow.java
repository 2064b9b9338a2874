package dev.handoff.engine.store;

import io.quarkus.hibernate.reactive.panache.PanacheEntityBase;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.io.Serializable;
import java.time.Instant;
import java.util.UUID;
import org.hibernate.annotations.Immutable;

/** The {@code task_attempt} table as it is read. */
@Entity
@Immutable
@IdClass(AttemptRow.Key.class)
@Table(name = "task_attempt")
class AttemptRow extends PanacheEntityBase {

    record Key(UUID taskId, int attempt) implements Serializable {}

    @Id
    @Column(name = "task_id")
    UUID taskId;

    @Id
    int attempt;

    String outcome;
    String error;
    String worker;

    @Column(name = "started_at")
    Instant startedAt;

    @Column(name = "ended_at")
    Instant endedAt;

    TaskRecord.AttemptRecord toRecord() {
        return new TaskRecord.AttemptRecord(attempt, outcome, error, worker, startedAt, endedAt);
    }
}
