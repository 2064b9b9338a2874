package dev.handoff.engine.store;

import static dev.handoff.task.TaskState.CANCELLED;
import static dev.handoff.task.TaskState.DEAD;
import static dev.handoff.task.TaskState.QUEUED;
import static dev.handoff.task.TaskState.RUNNING;
import static dev.handoff.task.TaskState.SUCCEEDED;
import static org.assertj.core.api.Assertions.assertThat;

import dev.handoff.engine.store.TestStore.Seen;
import dev.handoff.task.TaskId;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What every store has to keep. */
abstract class TaskStoreContract {

    static final Duration LEASE = Duration.ofSeconds(30);
    static final Hold HOLD = new Hold("w", LEASE);

    abstract TaskStore store();

    abstract Seen look(TaskId task);

    abstract void lapse(TaskId task);

    abstract void makeDue(TaskId task);

    @Test
    void addedTaskIsQueued() {
        var task = add();

        assertThat(look(task)).isEqualTo(new Seen(QUEUED, 0, 0, 0, Optional.empty(), 0));
    }

    @Test
    void taskThatCanNeverWorkIsDeadFromTheStart() {
        var task = task(Optional.empty(), Optional.empty(), Optional.of("no such file"));

        var added = store().add(List.of(task)).getFirst();

        assertThat(added.state()).isEqualTo(DEAD);
        assertThat(look(task.id())).isEqualTo(new Seen(DEAD, 0, 0, 0, Optional.empty(), 0));
        assertThat(store().claim(task.id(), "w", LEASE)).isEmpty();
        assertThat(store().revive(task.id())).isPresent();
    }

    @Test
    void doorbellIsNamedByTheAttemptsSoFar() {
        var task = add();
        claim(task);

        lapse(task);

        assertThat(store().rescue(1000, 3).stream()
                        .flatMap(ended -> ended.due().stream())
                        .filter(due -> due.id().equals(task)))
                .extracting(Due::attempt)
                .containsExactly(1);
    }

    @Test
    void claimHandsOutTheInput() {
        var task = add();

        var claim = claim(task);

        assertThat(claim.inputJson()).isEqualTo("{\"n\": 1}");
        assertThat(claim.attempt()).isEqualTo(1);
    }

    @Test
    void secondClaimFindsNothing() {
        var task = add();
        claim(task);

        assertThat(store().claim(task, "w", LEASE)).isEmpty();
    }

    @Test
    void unknownTaskCannotBeClaimed() {
        assertThat(store().claim(new TaskId(UUID.randomUUID()), "w", LEASE)).isEmpty();
    }

    @Test
    void taskThatIsNotDueCannotBeClaimed() {
        var task = add(Optional.of(Instant.now().plusSeconds(3600)), Optional.empty());

        assertThat(store().claim(task, "w", LEASE)).isEmpty();
    }

    @Test
    void ofManyConcurrentClaimsOneGetsTheTask() throws Exception {
        var task = add();

        var got = together(40, () -> store().claim(task, "w", LEASE).isPresent());

        assertThat(got.filter(Boolean::booleanValue)).hasSize(1);
    }

    @Test
    void successKeepsTheResult() {
        var task = add();

        finish(claim(task).fence(), new Outcome.Succeeded("{\"r\": 2}"));

        assertThat(look(task)).isEqualTo(new Seen(SUCCEEDED, 1, 0, 0, Optional.of("{\"r\": 2}"), 0));
        assertThat(store().claim(task, "w", LEASE)).isEmpty();
    }

    @Test
    void successPublishesItsEvents() {
        var task = add();

        finish(claim(task).fence(), publishing(task, 2));

        assertThat(look(task)).isEqualTo(new Seen(SUCCEEDED, 1, 0, 0, Optional.of("1"), 0, 2));
    }

    @Test
    void cancelledTaskPublishesNothingThoughItSucceeded() {
        var task = add();
        var claim = claim(task);
        store().cancel(task, "no");

        finish(claim.fence(), publishing(task, 2));

        assertThat(look(task).state()).isEqualTo(CANCELLED);
        assertThat(look(task).events()).isZero();
    }

    @Test
    void supersededAttemptPublishesNothing() {
        var task = add();
        var claim = claim(task);
        finish(claim.fence(), new Outcome.Released("shutdown"));
        claim(task);

        assertThat(finish(claim.fence(), publishing(task, 2))).isEmpty();

        assertThat(look(task).events()).isZero();
    }

    /** A success with events whose source is the task, by which they are counted. */
    static Outcome publishing(TaskId task, int events) {
        return new Outcome.Succeeded(
                "1",
                IntStream.range(0, events)
                        .mapToObj(_ -> new NewEvent(
                                UUID.randomUUID(), "post.published", 1, "{}", task.toString(), Optional.empty()))
                        .toList());
    }

    @Test
    void retryQueuesTheTaskForLaterAndCountsTheFailure() {
        var task = add();

        var ended = finish(claim(task).fence(), new Outcome.Retry(Duration.ofHours(1), "boom"));

        assertThat(ended.orElseThrow().due()).isPresent();
        assertThat(look(task)).isEqualTo(new Seen(QUEUED, 1, 1, 0, Optional.empty(), 1));
        assertThat(store().claim(task, "w", LEASE)).isEmpty();
    }

    @Test
    void releasedTaskIsDueAtOnceAndCountsNoFailure() {
        var task = add();

        finish(claim(task).fence(), new Outcome.Released("shutdown"));

        assertThat(look(task)).isEqualTo(new Seen(QUEUED, 1, 0, 0, Optional.empty(), 1));
        assertThat(claim(task).attempt()).isEqualTo(2);
    }

    @Test
    void deadTaskStaysDead() {
        var task = add();

        finish(claim(task).fence(), new Outcome.Dead("never"));

        assertThat(look(task)).isEqualTo(new Seen(DEAD, 1, 1, 0, Optional.empty(), 1));
        assertThat(store().claim(task, "w", LEASE)).isEmpty();
    }

    @Test
    void finishedAttemptCannotFinishAgain() {
        var fence = claim(add()).fence();
        finish(fence, new Outcome.Succeeded("1"));

        assertThat(finish(fence, new Outcome.Succeeded("2"))).isEmpty();
    }

    @Test
    void lapsedWorkerCannotOverwriteItsSuccessor() {
        var task = add();
        var first = claim(task).fence();
        lapse(task);
        store().rescue(10, 3);
        var second = claim(task).fence();

        assertThat(finish(first, new Outcome.Succeeded("1"))).isEmpty();
        assertThat(store().saveStep(first, "s", "1", Optional.empty())).isFalse();
        assertThat(store().beat(List.of(new Beat(first, Optional.empty())), LEASE))
                .isEmpty();
        assertThat(finish(second, new Outcome.Succeeded("2"))).isPresent();
        assertThat(look(task).result()).contains("2");
    }

    @Test
    void lapsedTaskIsQueuedAgainWithoutAFailure() {
        var task = add();
        claim(task);
        lapse(task);

        var rescued = store().rescue(10, 3);

        assertThat(rescued).singleElement().extracting(Ended::state).isEqualTo(QUEUED);
        assertThat(look(task)).isEqualTo(new Seen(QUEUED, 1, 0, 1, Optional.empty(), 1));
    }

    @Test
    void heldTaskIsNotRescued() {
        claim(add());

        assertThat(store().rescue(10, 3)).isEmpty();
    }

    @Test
    void thirdCrashBuriesTheTask() {
        var task = add();
        crash(task);
        crash(task);
        crash(task);

        assertThat(look(task)).isEqualTo(new Seen(DEAD, 3, 0, 3, Optional.empty(), 3));
    }

    @Test
    void finishedStepForgivesCrashes() {
        var task = add();
        crash(task);
        crash(task);
        store().saveStep(claim(task).fence(), "s", "1", Optional.empty());
        lapse(task);
        store().rescue(10, 3);

        assertThat(look(task).state()).isEqualTo(QUEUED);
        assertThat(look(task).crashes()).isEqualTo(1);
    }

    @Test
    void queuedTaskIsCancelledAtOnce() {
        var task = add();

        assertThat(store().cancel(task, "no").orElseThrow().state()).isEqualTo(CANCELLED);
        assertThat(store().claim(task, "w", LEASE)).isEmpty();
    }

    @Test
    void successAfterACancelIsNotRecorded() {
        var task = add();
        var fence = claim(task).fence();

        assertThat(store().cancel(task, "no").orElseThrow().state()).isEqualTo(RUNNING);
        finish(fence, new Outcome.Succeeded("1"));

        assertThat(look(task)).isEqualTo(new Seen(CANCELLED, 1, 0, 0, Optional.empty(), 1));
    }

    @Test
    void retryAfterACancelIsNotQueued() {
        var task = add();
        var fence = claim(task).fence();
        store().cancel(task, "no");

        var ended = finish(fence, new Outcome.Retry(Duration.ZERO, "boom")).orElseThrow();

        assertThat(ended.state()).isEqualTo(CANCELLED);
        assertThat(ended.due()).isEmpty();
    }

    @Test
    void lapsedTaskThatWasCancelledEndsCancelled() {
        var task = add();
        claim(task);
        store().cancel(task, "no");
        lapse(task);
        store().rescue(10, 3);

        assertThat(look(task).state()).isEqualTo(CANCELLED);
    }

    @Test
    void secondCancelChangesNothing() {
        var queued = add();
        var running = add();
        claim(running);
        store().cancel(queued, "no");
        store().cancel(running, "no");

        assertThat(store().cancel(queued, "no")).isEmpty();
        assertThat(store().cancel(running, "no")).isEmpty();
    }

    @Test
    void cancelRequestsAreSeenByTheOneWhoRunsTheTask() {
        var wanted = add();
        var other = add();
        claim(wanted);
        claim(other);
        store().cancel(wanted, "no");

        assertThat(store().cancelled(List.of(wanted, other))).containsExactly(wanted);
    }

    @Test
    void stepsAreRememberedOverAttempts() {
        var task = add();
        store().saveStep(claim(task).fence(), "one", "{\"a\":1}", Optional.empty());
        lapse(task);
        store().rescue(10, 3);
        store().saveStep(claim(task).fence(), "two", "2", Optional.empty());

        assertThat(store().steps(task)).containsOnly(Map.entry("one", "{\"a\":1}"), Map.entry("two", "2"));
    }

    @Test
    void sameDedupeKeyFindsTheEarlierTask() {
        var key = Optional.of("key-" + UUID.randomUUID());
        var first = add(Optional.empty(), key);

        var again = store().add(List.of(task(Optional.empty(), key))).getFirst();

        assertThat(again.id()).isEqualTo(first);
        assertThat(again.earlier()).isTrue();
    }

    @Test
    void sameDedupeKeyTwiceInABatchIsOneTask() {
        var key = Optional.of("key-" + UUID.randomUUID());

        var added = store().add(List.of(task(Optional.empty(), key), task(Optional.empty(), key)));

        assertThat(added.get(0).earlier()).isFalse();
        assertThat(added.get(1).earlier()).isTrue();
        assertThat(added.get(1).id()).isEqualTo(added.get(0).id());
    }

    @Test
    void ofManyConcurrentAddsWithOneKeyOneIsStored() throws Exception {
        var key = Optional.of("key-" + UUID.randomUUID());

        var added = together(20, () -> store().add(List.of(task(Optional.empty(), key)))
                        .getFirst())
                .toList();

        assertThat(added).extracting(Added::id).containsOnly(added.getFirst().id());
        assertThat(added).filteredOn(it -> !it.earlier()).hasSize(1);
    }

    @Test
    void dueTasksAreTakenOnceWithinThePatience() {
        var task = add();
        makeDue(task);

        assertThat(store().takeDue(1000, Set.of("t"))).extracting(Due::id).contains(task);
        assertThat(store().takeDue(1000, Set.of("t"))).extracting(Due::id).doesNotContain(task);
    }

    @Test
    void dueTasksOfOtherTypesAreLeft() {
        var task = add();
        makeDue(task);

        assertThat(store().takeDue(1000, Set.of("other"))).extracting(Due::id).doesNotContain(task);
    }

    @Test
    void freshTaskIsLeftToItsOwnDoorbell() {
        var task = add();

        assertThat(store().takeDue(1000, Set.of("t"))).extracting(Due::id).doesNotContain(task);
    }

    @Test
    void hastenedTaskIsTakenBeforeItsPatienceIsOver() {
        var hastened = add();
        var other = add();

        store().hasten(List.of(hastened), Duration.ZERO);

        assertThat(store().takeDue(1000, Set.of("t")))
                .extracting(Due::id)
                .contains(hastened)
                .doesNotContain(other);
    }

    @Test
    void hastenedTaskHasTheTimeThatItIsGiven() {
        var task = add();

        store().hasten(List.of(task), Duration.ofSeconds(5));

        assertThat(store().takeDue(1000, Set.of("t"))).extracting(Due::id).doesNotContain(task);
    }

    @Test
    void hastenedTaskIsNotTakenBeforeItIsDue() {
        var task = add(Optional.of(Instant.now().plusSeconds(3600)), Optional.empty());

        store().hasten(List.of(task), Duration.ZERO);

        assertThat(store().takeDue(1000, Set.of("t"))).extracting(Due::id).doesNotContain(task);
        assertThat(store().claim(task, "w", LEASE)).isEmpty();
    }

    @Test
    void onlyQueuedTasksAreHastened() {
        var running = add();
        claim(running);
        var ended = add();
        store().cancel(ended, "no");

        store().hasten(List.of(running, ended), Duration.ZERO);

        assertThat(look(running)).isEqualTo(new Seen(RUNNING, 1, 0, 0, Optional.empty(), 0));
        assertThat(look(ended)).isEqualTo(new Seen(CANCELLED, 0, 0, 0, Optional.empty(), 0));
    }

    @Test
    void taskWithAHoldIsClaimedFromTheStart() {
        var task = local("t", 0, Optional.empty(), Optional.of(HOLD));

        var added = store().add(List.of(task)).getFirst();

        assertThat(added.state()).isEqualTo(RUNNING);
        assertThat(added.attempt()).isEqualTo(1);
        assertThat(look(task.id())).isEqualTo(new Seen(RUNNING, 1, 0, 0, Optional.empty(), 0));
        assertThat(store().claim(task.id(), "w", LEASE)).isEmpty();
        assertThat(finish(new Fence(task.id(), 1), new Outcome.Succeeded("1"))).isPresent();
    }

    @Test
    void heldTaskWhoseProcessDiedIsRescued() {
        var task = local("t", 0, Optional.empty(), Optional.of(HOLD));
        store().add(List.of(task));
        lapse(task.id());

        store().rescue(1000, 3);

        assertThat(look(task.id())).isEqualTo(new Seen(QUEUED, 1, 0, 1, Optional.empty(), 1));
        assertThat(take(Map.of("t", 1000), 1000)).contains(task.id());
    }

    @Test
    void waitingTasksAreTakenByPriorityAndThenEachTypeInItsTurn() {
        var types = List.of(type(), type());
        var first = types.getFirst();
        var second = types.getLast();
        var low = addLocal(first, -5, Optional.empty());
        var one = addLocal(first, 0, Optional.empty());
        var two = addLocal(first, 0, Optional.empty());
        var three = addLocal(second, 0, Optional.empty());
        var high = addLocal(second, 7, Optional.empty());
        var rooms = Map.of(first, 10, second, 10);

        assertThat(take(rooms, 1)).containsExactly(high);
        assertThat(take(rooms, 2)).containsExactlyInAnyOrder(one, three);
        assertThat(take(rooms, 1)).containsExactly(two);
        assertThat(take(rooms, 10)).containsExactly(low);
        assertThat(take(rooms, 10)).isEmpty();
    }

    @Test
    void noMoreOfATypeAreTakenThanThereIsRoomFor() {
        var type = type();
        addLocal(type, 1, Optional.empty());
        addLocal(type, 0, Optional.empty());
        addLocal(type, 0, Optional.empty());

        assertThat(take(Map.of(type, 2), 10)).hasSize(2);
        assertThat(take(Map.of(type, 2), 10)).hasSize(1);
    }

    @Test
    void onlyWaitingTasksThatAreDueAreTaken() {
        var type = type();
        addLocal(type, 9, Optional.of(Instant.now().plusSeconds(3600)));
        var running = addLocal(type, 0, Optional.empty());
        claim(running);
        var ended = addLocal(type, 0, Optional.empty());
        store().cancel(ended, "no");
        var later = addLocal(type, 0, Optional.empty());
        finish(claim(later).fence(), new Outcome.Retry(Duration.ofHours(1), "boom"));
        var waiting = addLocal(type, 0, Optional.empty());

        assertThat(take(Map.of(type, 10), 10)).containsExactly(waiting);
    }

    @Test
    void tasksOfOtherRoutesAreNotTaken() {
        var task = add();

        assertThat(take(Map.of("t", 1000), 1000)).doesNotContain(task);
    }

    @Test
    void waitingTasksNeedNoDoorbell() {
        var task = addLocal("t", 0, Optional.empty());
        makeDue(task);

        assertThat(store().takeDue(1000, Set.of("t"))).extracting(Due::id).doesNotContain(task);
    }

    @Test
    void takenTaskIsHandedOutWithItsInput() {
        var type = type();
        var task = addLocal(type, 3, Optional.empty());

        var claim = store().take(Map.of(type, 1), 1, HOLD).getFirst();

        assertThat(claim.fence()).isEqualTo(new Fence(task, 1));
        assertThat(claim.type()).isEqualTo(type);
        assertThat(claim.inputJson()).isEqualTo("{\"n\": 1}");
        assertThat(look(task)).isEqualTo(new Seen(RUNNING, 1, 0, 0, Optional.empty(), 0));
    }

    @Test
    void ofManyWhoTakeEachTaskGoesToOne() throws Exception {
        var type = type();
        for (int i = 0; i < 100; i++) {
            addLocal(type, 0, Optional.empty());
        }

        var taken = together(20, () -> take(Map.of(type, 10), 10))
                .flatMap(List::stream)
                .toList();

        assertThat(taken).doesNotHaveDuplicates();
        assertThat(taken.size() + take(Map.of(type, 100), 100).size()).isEqualTo(100);
    }

    private TaskId addLocal(String type, int priority, Optional<Instant> runAt) {
        return store().add(List.of(local(type, priority, runAt))).getFirst().id();
    }

    private List<TaskId> take(Map<String, Integer> rooms, int most) {
        return store().take(rooms, most, HOLD).stream()
                .map(claim -> claim.fence().task())
                .toList();
    }

    /** One that no other test knows. */
    private static String type() {
        return "type-" + UUID.randomUUID();
    }

    @Test
    void revivedTaskStartsWithFreshCounters() {
        var task = add();
        finish(claim(task).fence(), new Outcome.Dead("never"));

        assertThat(store().revive(task)).isPresent();

        assertThat(look(task)).isEqualTo(new Seen(QUEUED, 1, 0, 0, Optional.empty(), 1));
    }

    @Test
    void onlyDeadTasksAreRevived() {
        assertThat(store().revive(add())).isEmpty();
    }

    @Test
    void beatOfAHeldTaskIsConfirmed() {
        var task = add();
        var beat = new Beat(claim(task).fence(), Optional.of(new Progress(1, 2)));

        assertThat(store().beat(List.of(beat), LEASE)).containsExactly(task);
    }

    @Test
    void errorWithControlCharactersIsStored() {
        var task = add();

        finish(claim(task).fence(), new Outcome.Dead("bad \0 byte"));

        assertThat(look(task).state()).isEqualTo(DEAD);
    }

    TaskId add() {
        return add(Optional.empty(), Optional.empty());
    }

    TaskId add(Optional<Instant> runAt, Optional<String> key) {
        return store().add(List.of(task(runAt, key))).getFirst().id();
    }

    static NewTask task(Optional<Instant> runAt, Optional<String> key) {
        return task(runAt, key, Optional.empty());
    }

    private static NewTask task(Optional<Instant> runAt, Optional<String> key, Optional<String> error) {
        return new NewTask(
                new TaskId(UUID.randomUUID()),
                "t",
                "{\"n\": 1}",
                "rabbitmq",
                Duration.ofSeconds(15),
                0,
                runAt,
                key,
                Optional.empty(),
                Optional.empty(),
                error,
                Optional.empty(),
                Optional.empty());
    }

    /** A task that waits in the table. */
    static NewTask local(String type, int priority, Optional<Instant> runAt) {
        return local(type, priority, runAt, Optional.empty());
    }

    private static NewTask local(String type, int priority, Optional<Instant> runAt, Optional<Hold> hold) {
        return new NewTask(
                new TaskId(UUID.randomUUID()),
                type,
                "{\"n\": 1}",
                "local",
                Duration.ZERO,
                priority,
                runAt,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                hold);
    }

    Claim claim(TaskId task) {
        return store().claim(task, "w", LEASE).orElseThrow();
    }

    private Optional<Ended> finish(Fence fence, Outcome outcome) {
        return store().finish(new Beat(fence, Optional.empty()), outcome);
    }

    private void crash(TaskId task) {
        claim(task);
        lapse(task);
        store().rescue(1000, 3);
    }

    private static <T> Stream<T> together(int times, Callable<T> call) throws Exception {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var futures = threads.invokeAll(Collections.nCopies(times, call));
            return futures.stream().map(Future::resultNow);
        }
    }
}
