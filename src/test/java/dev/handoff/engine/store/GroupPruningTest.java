package dev.handoff.engine.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.handoff.engine.store.Pruning.TaskAges;
import dev.handoff.task.OnFailure;
import io.vertx.mutiny.sqlclient.Tuple;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class GroupPruningTest {

    private static final Duration MONTH = Duration.ofDays(30);
    private static final TaskAges AGES = new TaskAges(Optional.of(MONTH), Optional.of(MONTH), Optional.of(MONTH));

    /** Whatever the ids are, which are random here. */
    private static final Instant ALL = Instant.ofEpochMilli((1L << 48) - 1).minus(Version7.CLOCK_SKEW);

    private final TestStore postgres = new TestStore();
    private final GroupsOf groups = new GroupsOf(postgres);
    private final Pruning pruning = new PostgresPruning(postgres.statements);

    @AfterEach
    void close() {
        postgres.close();
    }

    @Test
    void membersStayUntilTheirGroupAndItsCompletionHaveEnded() {
        var added = groups.create(OnFailure.COMPLETE);
        groups.members(added.id(), 2).forEach(groups::succeed);
        assertThat(prune()).as("tasks of an open group").isZero();

        postgres.groups.seal(added.id(), 2);
        assertThat(prune()).as("tasks of a sealed group").isZero();
        postgres.groups.settle(added.id());
        assertThat(prune()).as("tasks that the completion will read").isZero();
        groups.succeed(added.completion());

        assertThat(prune()).isEqualTo(3);
    }

    @Test
    void groupGoesAfterItsTasks() {
        var added = groups.create(OnFailure.COMPLETE);
        groups.members(added.id(), 1).forEach(groups::succeed);
        postgres.groups.seal(added.id(), 1);
        postgres.groups.settle(added.id());
        groups.succeed(added.completion());
        assertThat(pruneGroups()).isZero();

        prune();

        assertThat(pruneGroups()).isEqualTo(1);
        assertThat(postgres.groups.find(added.id())).isEmpty();
    }

    @Test
    void groupThatHasNotEndedStays() {
        var open = groups.create(OnFailure.COMPLETE).id();

        assertThat(pruneGroups()).isZero();

        assertThat(postgres.groups.find(open)).isPresent();
    }

    /** A year later. */
    private int prune() {
        age("task");
        return pruning.tasks(Optional.empty(), ALL, 100, AGES).pruned();
    }

    private int pruneGroups() {
        age("task_group");
        return pruning.groups(Optional.empty(), ALL, 100, MONTH).pruned();
    }

    private void age(String table) {
        postgres.statements.run("UPDATE " + table + " SET ended_at = ended_at - interval '1 year'", Tuple.tuple());
    }
}
