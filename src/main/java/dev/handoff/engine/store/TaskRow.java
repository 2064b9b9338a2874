package dev.handoff.engine.store;

import dev.handoff.task.GroupId;
import dev.handoff.task.TaskId;
import dev.handoff.task.TaskState;
import io.quarkus.hibernate.reactive.panache.PanacheEntityBase;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.hibernate.annotations.Immutable;

/** The {@code task} table as it is read. Changes go through {@link TaskStore} alone. */
@Entity
@Immutable
@Table(name = "task")
class TaskRow extends PanacheEntityBase {

    @Id
    UUID id;

    String type;

    @Enumerated(EnumType.STRING)
    TaskState state;

    String route;
    short priority;

    String input;

    String result;

    String error;
    int attempt;
    int failures;

    @Column(name = "progress_done")
    Long progressDone;

    @Column(name = "progress_total")
    Long progressTotal;

    @Column(name = "parent_id")
    UUID parentId;

    @Column(name = "group_id")
    UUID groupId;

    String worker;

    @Column(name = "created_at")
    Instant createdAt;

    @Column(name = "run_at")
    Instant runAt;

    @Column(name = "started_at")
    Instant startedAt;

    @Column(name = "ended_at")
    Instant endedAt;

    @Column(name = "cancel_requested_at")
    Instant cancelRequestedAt;

    TaskRecord toRecord(
            List<TaskRecord.AttemptRecord> attempts, List<TaskRecord.StepRecord> steps, List<GroupId> groups) {
        return new TaskRecord(
                new TaskId(id),
                type,
                state,
                route,
                priority,
                input,
                Optional.ofNullable(result),
                Optional.ofNullable(error),
                attempt,
                failures,
                Optional.ofNullable(progressDone).map(done -> new Progress(done, progressTotal)),
                Optional.ofNullable(parentId).map(TaskId::new),
                Optional.ofNullable(groupId).map(GroupId::new),
                Optional.ofNullable(worker),
                createdAt,
                runAt,
                Optional.ofNullable(startedAt),
                Optional.ofNullable(endedAt),
                Optional.ofNullable(cancelRequestedAt),
                attempts,
                steps,
                groups);
    }
}
