package dev.handoff.engine.store;

import static dev.handoff.task.GroupState.CANCELLED;
import static dev.handoff.task.GroupState.COMPLETED;
import static dev.handoff.task.GroupState.FAILED;
import static dev.handoff.task.GroupState.OPEN;
import static dev.handoff.task.GroupState.SEALED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.handoff.kit.database.Columns;
import dev.handoff.task.Conflict;
import dev.handoff.task.GroupId;
import dev.handoff.task.NotFound;
import dev.handoff.task.OnFailure;
import dev.handoff.task.TaskId;
import dev.handoff.task.TaskState;
import io.vertx.mutiny.sqlclient.Tuple;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class GroupStoreTest {

    private static final int MANY = 10_000;

    private static TestStore postgres;
    private static GroupStore store;
    private static GroupsOf groups;

    @BeforeAll
    static void open() {
        postgres = new TestStore();
        store = postgres.groups;
        groups = new GroupsOf(postgres);
    }

    @AfterAll
    static void close() {
        postgres.close();
    }

    @Test
    void ofTwoRequestsForMembersWithOneKeyInOneStatementOneIsStoredAsAWhole() {
        var group = groups.create(OnFailure.COMPLETE).id();
        var key = "request " + UUID.randomUUID();
        var two = request(group, key, "two", 2);
        var three = request(group, key, "three", 3);

        var answers = new MemberInserter(postgres.statements).add(List.of(two, three));

        assertThat(answers.get(0).added()).hasSize(2).noneMatch(Added::duplicate);
        assertThat(answers.get(1).added()).hasSize(3).allMatch(Added::otherRequest);
        assertThat(store.seal(group, 2)).isTrue();
    }

    private static List<NewTask> request(GroupId group, String key, String digest, int members) {
        return IntStream.range(0, members)
                .mapToObj(place -> GroupsOf.member(group, Optional.of(key + place))
                        .partOf(Optional.of(new NewTask.Request(key + 0, digest))))
                .toList();
    }

    @Test
    void lastEndCompletesTheSealedGroup() {
        var group = groups.create(OnFailure.COMPLETE).id();
        var members = groups.members(group, 2);
        assertThat(store.seal(group, 2)).isTrue();
        groups.succeed(members.get(0));
        assertThat(store.settle(group)).isEmpty();

        groups.succeed(members.get(1));
        var settled = store.settle(group).orElseThrow();

        assertThat(settled.state()).isEqualTo(COMPLETED);
        assertThat(settled.completion().orElseThrow().task().type()).isEqualTo("complete");
        assertThat(groups.completion(group)).contains(TaskState.QUEUED);
        assertThat(groups.look(group).endedAt()).isPresent();
    }

    @Test
    void sealCompletesTheGroupWhoseMembersHaveEnded() {
        var group = groups.create(OnFailure.COMPLETE).id();
        groups.members(group, 2).forEach(groups::succeed);
        assertThat(store.settle(group)).isEmpty();
        assertThat(groups.look(group).state()).isEqualTo(OPEN);

        store.seal(group, 2);

        assertThat(store.settle(group)).map(GroupStore.Settled::state).contains(COMPLETED);
    }

    @Test
    void groupOfNobodyCompletes() {
        var group = groups.create(OnFailure.FAIL).id();

        assertThat(store.seal(group, 0)).isTrue();

        assertThat(store.settle(group)).map(GroupStore.Settled::state).contains(COMPLETED);
    }

    @Test
    void secondSettlingFindsNothing() {
        var group = groups.create(OnFailure.COMPLETE).id();
        store.seal(group, 0);
        long before = groups.completions();

        assertThat(store.settle(group)).isPresent();

        assertThat(store.settle(group)).isEmpty();
        assertThat(groups.completions()).isEqualTo(before + 1);
    }

    @Test
    void sealWithAnotherNumberChangesNothing() {
        var group = groups.create(OnFailure.COMPLETE).id();
        groups.members(group, 2);

        assertThat(store.seal(group, 3)).isFalse();
        assertThat(store.seal(group, 1)).isFalse();

        assertThat(groups.look(group).state()).isEqualTo(OPEN);
    }

    @Test
    void deadMemberIsOneThatHasEndedWhereTheGroupIsToComplete() {
        var group = groups.create(OnFailure.COMPLETE).id();
        var members = groups.members(group, 2);
        store.seal(group, 2);
        groups.bury(members.get(0));
        assertThat(store.settle(group)).isEmpty();

        groups.succeed(members.get(1));

        assertThat(store.settle(group)).map(GroupStore.Settled::state).contains(COMPLETED);
        assertThat(groups.look(group).members())
                .containsEntry(TaskState.DEAD, 1L)
                .containsEntry(TaskState.SUCCEEDED, 1L)
                .containsEntry(TaskState.QUEUED, 0L);
    }

    @Test
    void deadMemberFailsTheGroupAndItsNeighboursAreCancelled() {
        var group = groups.create(OnFailure.FAIL).id();
        var members = groups.members(group, 4);
        var running = groups.claim(members.get(2));
        groups.succeed(members.get(3));
        store.seal(group, 4);

        groups.bury(members.get(0));
        var settled = store.settle(group).orElseThrow();
        var stopped = store.stop(group, 10);

        assertThat(settled.state()).isEqualTo(FAILED);
        assertThat(settled.completion()).isEmpty();
        assertThat(stopped).extracting(Ended::state).containsExactlyInAnyOrder(TaskState.CANCELLED, TaskState.RUNNING);
        assertThat(groups.finish(running, GroupsOf.succeeded()))
                .map(Ended::state)
                .contains(TaskState.CANCELLED);
        assertThat(groups.completion(group)).isEmpty();
    }

    @Test
    void openGroupIsNotJudgedYet() {
        var group = groups.create(OnFailure.FAIL).id();
        groups.bury(groups.members(group, 1).getFirst());
        assertThat(store.settle(group)).isEmpty();

        store.seal(group, 1);

        assertThat(store.settle(group)).map(GroupStore.Settled::state).contains(FAILED);
    }

    @Test
    void cancelledGroupHasNoCompletionAndItsMembersAreCancelled() {
        var group = groups.create(OnFailure.COMPLETE).id();
        groups.members(group, 3);
        store.seal(group, 3);

        assertThat(store.cancel(group, "no")).isTrue();
        assertThat(store.cancel(group, "no")).isFalse();
        assertThat(store.stop(group, 2)).hasSize(2);
        assertThat(store.neglected(1_000_000)).contains(group);
        assertThat(store.stop(group, 2)).hasSize(1);
        assertThat(store.stop(group, 2)).isEmpty();

        assertThat(store.settle(group)).isEmpty();
        assertThat(groups.look(group).state()).isEqualTo(CANCELLED);
        assertThat(groups.look(group).members()).containsEntry(TaskState.CANCELLED, 3L);
        assertThat(store.neglected(1_000_000)).doesNotContain(group);
    }

    @Test
    void onlyOpenGroupsTakeMembers() {
        var group = groups.create(OnFailure.COMPLETE).id();
        var unknown = new GroupId(UUID.randomUUID());
        store.seal(group, 0);

        assertThatThrownBy(() -> groups.members(group, 1))
                .isInstanceOf(Conflict.class)
                .hasMessageContaining("is SEALED");
        assertThatThrownBy(() -> groups.members(unknown, 1)).isInstanceOf(NotFound.class);
    }

    @Test
    void refusedSubmissionStoresNoneOfItsTasks() {
        var open = groups.create(OnFailure.COMPLETE).id();
        var closed = groups.create(OnFailure.COMPLETE).id();
        store.seal(closed, 0);

        assertThatThrownBy(() -> postgres.store.add(
                        List.of(GroupsOf.member(open, Optional.empty()), GroupsOf.member(closed, Optional.empty()))))
                .isInstanceOf(Conflict.class);

        assertThat(groups.look(open).size()).isZero();
    }

    @Test
    void memberThatIsThereAlreadyIsFoundWhateverTheGroupsState() {
        var group = groups.create(OnFailure.COMPLETE).id();
        var key = Optional.of(group + ":a");
        var first = postgres.store.add(List.of(GroupsOf.member(group, key))).getFirst();
        store.seal(group, 1);

        var again = postgres.store.add(List.of(GroupsOf.member(group, key))).getFirst();

        assertThat(again.id()).isEqualTo(first.id());
        assertThat(again.duplicate()).isTrue();
        assertThat(again.group()).contains(group);
        assertThat(groups.look(group).size()).isEqualTo(1);
    }

    @Test
    void keyFindsTheEarlierGroup() {
        var key = Optional.of("key-" + UUID.randomUUID());
        var first = store.add(GroupsOf.group(OnFailure.FAIL, key));

        var second = store.add(GroupsOf.group(OnFailure.FAIL, key));

        assertThat(first.duplicate()).isFalse();
        assertThat(second.duplicate()).isTrue();
        assertThat(second.id()).isEqualTo(first.id());
        assertThat(second.completion()).isEqualTo(first.completion());
    }

    @Test
    void membersAreReadPageByPage() {
        var added = groups.create(OnFailure.COMPLETE);
        groups.members(added.id(), 5).forEach(groups::succeed);

        var first = store.members(added.completion(), Optional.empty(), 3);
        var second =
                store.members(added.completion(), Optional.of(first.getLast().id()), 3);

        assertThat(first).hasSize(3).allMatch(member -> member.resultJson().equals(Optional.of("1")));
        assertThat(second).hasSize(2);
    }

    @Test
    void fiftyLastEndsAtATimeCompleteOnce() throws Exception {
        var group = groups.create(OnFailure.COMPLETE).id();
        var claims = groups.members(group, 50).stream().map(groups::claim).toList();
        store.seal(group, 50);
        long before = groups.completions();

        var ends = claims.stream()
                .<Callable<Optional<GroupStore.Settled>>>map(claim -> () -> {
                    groups.finish(claim, GroupsOf.succeeded());
                    return store.settle(group);
                })
                .toList();
        var answers = 0;
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var answer : threads.invokeAll(ends)) {
                answers += answer.get().isPresent() ? 1 : 0;
            }
        }

        assertThat(answers).isEqualTo(1);
        assertThat(groups.completions()).isEqualTo(before + 1);
    }

    @Test
    void sealWaitsForAMemberThatIsBeingStored() throws Exception {
        var group = groups.create(OnFailure.COMPLETE).id();
        var member = List.of(GroupsOf.member(group, Optional.empty()));
        var row = TaskInserter.columns(member).tuple();
        var parameters = new Columns<>(member, row)
                .texts(_ -> null)
                .uuids(_ -> group.value())
                .integers(_ -> 0)
                .tuple();

        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var sealed = new CompletableFuture<Boolean>();
            postgres.beforeCommit(GroupSql.ADD_MEMBERS, parameters, () -> {
                threads.submit(() -> sealed.complete(store.seal(group, 0)));
                assertThatThrownBy(() -> sealed.get(300, TimeUnit.MILLISECONDS)).isInstanceOf(TimeoutException.class);
            });
            sealed.get();
        }

        assertThat(store.settle(group)).isEmpty();
        assertThat(groups.look(group).size()).isEqualTo(1);
    }

    @Test
    void memberThatIsAddedAgainDuringTheSealIsFound() throws Exception {
        var group = groups.create(OnFailure.COMPLETE).id();
        var first = new TaskId(UUID.randomUUID());
        var storeAndSeal = """
                WITH stored AS (
                    INSERT INTO task (id, type, input, route, patience_ms, dedupe_key, group_id, run_at, ring_at)
                    VALUES ($2, 't', '{}', 'rabbitmq', 1000, 'again', $1, now(), now())
                )
                UPDATE task_group SET state = 'SEALED', expected = 1, sealed_at = now() WHERE id = $1
                """;

        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var added = new AtomicReference<Future<Added>>();
            postgres.beforeCommit(storeAndSeal, Tuple.of(group.value(), first.value()), () -> {
                var again = List.of(GroupsOf.member(group, Optional.of("again")));
                added.set(threads.submit(() -> postgres.store.add(again).getFirst()));
                assertThatThrownBy(() -> added.get().get(300, TimeUnit.MILLISECONDS))
                        .isInstanceOf(TimeoutException.class);
            });

            assertThat(added.get().get().id()).isEqualTo(first);
        }
    }

    @Test
    void groupOfThousandsIsSettledAndCountedQuickly() {
        var group = groups.create(OnFailure.FAIL).id();
        IntStream.range(0, MANY / 500).forEach(_ -> groups.members(group, 500));
        postgres.statements.run(
                "UPDATE task SET state = 'SUCCEEDED', result = '1', ended_at = now(), ring_at = NULL WHERE group_id ="
                        + " $1",
                Tuple.of(group.value()));
        store.seal(group, MANY);
        store.find(group);

        assertThat(took(() -> groups.look(group))).isLessThan(Duration.ofMillis(250));
        assertThat(groups.look(group).members()).containsEntry(TaskState.SUCCEEDED, (long) MANY);
        assertThat(took(() -> store.neglected(10))).isLessThan(Duration.ofMillis(250));
        assertThat(took(() -> store.settle(group))).isLessThan(Duration.ofMillis(250));
        assertThat(groups.look(group).state()).isEqualTo(COMPLETED);
    }

    @Test
    void whatNobodyFollowedUpIsNoticed() {
        var finished = groups.create(OnFailure.COMPLETE).id();
        groups.members(finished, 1).forEach(groups::succeed);
        var buried = groups.create(OnFailure.FAIL).id();
        groups.bury(groups.members(buried, 2).getFirst());
        var busy = groups.create(OnFailure.COMPLETE).id();
        groups.bury(groups.members(busy, 2).getFirst());

        store.seal(finished, 1);
        store.seal(buried, 2);
        store.seal(busy, 2);

        assertThat(store.neglected(1_000_000)).contains(finished, buried).doesNotContain(busy);
        assertThat(groups.look(busy).state()).isEqualTo(SEALED);
    }

    private static Duration took(Runnable doing) {
        long begun = System.nanoTime();
        doing.run();
        return Duration.ofNanos(System.nanoTime() - begun);
    }
}
