package dev.handoff.engine.store;

import dev.handoff.task.Usage;
import io.quarkus.hibernate.reactive.panache.PanacheEntityBase;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.io.Serializable;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.hibernate.annotations.Immutable;

/** The {@code task_step} table as it is read by people, who don't need the results. */
@Entity
@Immutable
@IdClass(StepRow.Key.class)
@Table(name = "task_step")
class StepRow extends PanacheEntityBase {

    record Key(UUID taskId, String name) implements Serializable {}

    @Id
    @Column(name = "task_id")
    UUID taskId;

    @Id
    String name;

    int attempt;

    String model;

    @Column(name = "input_tokens")
    Long inputTokens;

    @Column(name = "output_tokens")
    Long outputTokens;

    BigDecimal cost;

    @Column(name = "finished_at")
    Instant finishedAt;

    TaskRecord.StepRecord toRecord() {
        return new TaskRecord.StepRecord(
                name,
                attempt,
                finishedAt,
                Optional.ofNullable(model)
                        .map(it -> new Usage(it, inputTokens, outputTokens, Optional.ofNullable(cost))));
    }
}
