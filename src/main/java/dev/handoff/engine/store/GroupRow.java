package dev.handoff.engine.store;

import io.quarkus.hibernate.reactive.panache.PanacheEntityBase;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.util.UUID;
import org.hibernate.annotations.Immutable;

/** The {@code task_group} table, as far as it tells whose groups they are. */
@Entity
@Immutable
@Table(name = "task_group")
class GroupRow extends PanacheEntityBase {

    @Id
    UUID id;

    @Column(name = "parent_id")
    UUID parentId;
}
