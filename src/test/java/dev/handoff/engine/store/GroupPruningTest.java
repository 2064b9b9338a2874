package dev.handoff.engine.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.handoff.engine.store.Pruning.TaskAges;
import dev.handoff.task.GroupState;
import dev.handoff.task.OnFailure;
import dev.handoff.task.TaskId;
import dev.handoff.task.TaskRef;
import io.vertx.mutiny.sqlclient.Tuple;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

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

    @Test
    void ripeGroupsAreToldWithTheTypesOfTheirCompletions() {
        var first = groups.create(OnFailure.COMPLETE).id();
        postgres.groups.cancel(first, "no more");
        age("task_group");

        var ripe = pruning.ripeGroups(Optional.empty(), ALL, 100, MONTH);

        assertThat(ripe).isEqualTo(new Pruning.RipeGroups(List.of(first), List.of("complete"), Optional.empty()));
        assertThat(pruning.groups(List.of(first), MONTH)).isEqualTo(1);
        assertThat(pruning.groups(List.of(first), MONTH)).isZero();
    }

    @Test
    void openGroupThatNobodyComesBackToEndsAndGoesWithItsMembers() {
        var open = groups.create(OnFailure.COMPLETE).id();
        groups.members(open, 2).forEach(groups::succeed);
        assertThat(endAbandoned()).as("one of today").isZero();
        ageAll();

        assertThat(endAbandoned()).isEqualTo(1);

        assertThat(groups.look(open).state()).isEqualTo(GroupState.CANCELLED);
        postgres.groups.stop(open, 10);
        assertThat(prune()).isEqualTo(2);
        assertThat(pruneGroups()).isEqualTo(1);
    }

    @Test
    void groupWithAMemberToEndIsNotAbandoned() {
        groups.members(groups.create(OnFailure.COMPLETE).id(), 1);
        ageAll();

        assertThat(endAbandoned()).isZero();
    }

    @Test
    void groupWhoseLastMemberHasEndedLatelyIsNotAbandoned() {
        var member = groups.members(groups.create(OnFailure.COMPLETE).id(), 1).getFirst();
        ageAll();
        groups.succeed(member);

        assertThat(endAbandoned()).isZero();
    }

    @ParameterizedTest
    @CsvSource({"QUEUED, 0", "RUNNING, 0", "DEAD, 0", "SUCCEEDED, 1", "CANCELLED, 1", "pruned, 1"})
    void groupIsAbandonedIfTheTaskThatMadeItCanNeitherGoOnNorBeRetried(String state, int abandoned) {
        var parent = postgres.store
                .add(List.of(NewTask.of(
                        new TaskRef(new TaskId(UUID.randomUUID()), "t", "rabbitmq", 0, 0),
                        "{}",
                        Duration.ofSeconds(15))))
                .getFirst()
                .id();
        postgres.groups.add(GroupsOf.childOf(parent));
        switch (state) {
            case "RUNNING" -> groups.claim(parent);
            case "DEAD" -> groups.bury(parent);
            case "SUCCEEDED" -> groups.succeed(parent);
            case "CANCELLED" -> postgres.store.cancel(parent, "no more");
            case "pruned" -> postgres.statements.run("DELETE FROM task WHERE id = $1", Tuple.of(parent.value()));
            default -> {}
        }
        ageAll();

        assertThat(endAbandoned()).isEqualTo(abandoned);
    }

    private int endAbandoned() {
        return pruning.endAbandoned(Optional.empty(), ALL, 100, MONTH).pruned();
    }

    private void ageAll() {
        age("task");
        age("task_group");
        postgres.statements.run("UPDATE task_group SET created_at = created_at - interval '1 year'", Tuple.tuple());
    }

    /** A year later. */
    private int prune() {
        age("task");
        return pruning.tasks(Optional.empty(), ALL, 100, AGES).pruned();
    }

    private int pruneGroups() {
        age("task_group");
        return pruning.groups(
                pruning.ripeGroups(Optional.empty(), ALL, 100, MONTH).groups(), MONTH);
    }

    private void age(String table) {
        postgres.statements.run("UPDATE " + table + " SET ended_at = ended_at - interval '1 year'", Tuple.tuple());
    }
}
