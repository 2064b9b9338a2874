package dev.handoff.engine.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.handoff.engine.TaskEvent;
import dev.handoff.engine.live.TestFeed.Ear;
import dev.handoff.engine.store.Claim;
import dev.handoff.engine.store.NewGroup;
import dev.handoff.engine.store.NewTask;
import dev.handoff.engine.store.Progress;
import dev.handoff.engine.store.TestStore;
import dev.handoff.kit.thread.Parallel;
import dev.handoff.task.Announcement;
import dev.handoff.task.GroupId;
import dev.handoff.task.OnFailure;
import dev.handoff.task.TaskId;
import dev.handoff.task.TaskRef;
import dev.handoff.task.TaskState;
import dev.handoff.task.TaskType;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LiveTest {

    private static final TestStore STORE = new TestStore();

    private final TestFeed one = new TestFeed(STORE, new PostgresWire(STORE.notifications), Duration.ZERO);
    private final TestFeed deaf = new TestFeed(STORE, new NoWire(), Duration.ZERO);
    private final Ear ear = new Ear();

    /** Whose hints get lost. */
    private static final class NoWire implements Wire {

        @Override
        public void send(String hint) {}

        @Override
        public void listen(Consumer<String> heard, Runnable begun) {}

        @Override
        public boolean isConnected() {
            return false;
        }

        @Override
        public void close() {}
    }

    @AfterEach
    void end() {
        one.close();
    }

    @AfterAll
    static void close() {
        STORE.close();
    }

    @Test
    void whatIsToldHereIsHeardHere() {
        one.live.follow(ear);

        one.tell("told");

        await().until(() -> ear.names().equals(List.of("told")));
        assertThat(ear.heard.getFirst().task()).contains(TestFeed.TASK);
        assertThat(ear.resets).isEmpty();
    }

    @Test
    void idsIncreaseAndEachIsHeardOnceThoughManyTellAtATime() {
        deaf.interest.elsewhere();
        one.live.follow(ear);

        Parallel.map(List.of(0, 1, 2, 3), part -> {
            IntStream.range(0, 500).forEach(i -> (part % 2 == 0 ? one : deaf).tell("n" + part + "-" + i));
            return part;
        });

        await().until(() -> {
            one.hints.tick();
            return ear.heard.size() >= 2_000;
        });
        assertThat(ear.ids()).isSorted().doesNotHaveDuplicates();
        assertThat(ear.names()).hasSize(2_000).doesNotHaveDuplicates();
    }

    @Test
    void whatOthersTellIsReadEachSecondThoughTheirHintsAreLost() {
        deaf.hints.signed(true);
        one.live.follow(ear);

        deaf.tell("told");

        await().until(() -> {
            one.hints.tick();
            return ear.names().equals(List.of("told"));
        });
    }

    @Test
    void whoComesBackHearsWhatWasToldMeanwhile() {
        var first = one.live.follow(ear);
        one.tell("a");
        await().until(() -> ear.heard.size() == 1);
        one.live.follow(new Ear());
        first.close();
        one.tell("b");
        var later = new Ear();

        one.live.follow(first.position(), later);

        await().until(() -> later.names().equals(List.of("b")));
        assertThat(ear.names()).containsExactly("a");
        assertThat(later.resets).isEmpty();
    }

    @Test
    void whoResumesAcrossATimeInWhichNobodyListenedIsReset() {
        var first = one.live.follow(ear);
        one.tell("a");
        await().until(() -> ear.heard.size() == 1);
        first.close();
        one.live.tick();
        assertThat(one.live.isListening()).isFalse();
        var later = new Ear();

        one.live.follow(first.position(), later);

        assertThat(later.resets).hasSize(1);
        one.tell("b");
        await().until(() -> later.names().equals(List.of("b")));
    }

    @ParameterizedTest
    @ValueSource(longs = {Long.MIN_VALUE, -1, 0, 1_700_000_000_000_000L, 9_000_000_000_000_000L, Long.MAX_VALUE})
    void idThatTheLogDoesNotReachBackToResets(long id) {
        one.live.follow(new Ear());

        one.live.follow(id, ear);

        assertThat(ear.resets).hasSize(1);
        one.tell("next");
        await().until(() -> ear.names().equals(List.of("next")));
    }

    @Test
    void untilItIsKnownWhoListensNewsWaitAndAreForgottenIfNobodyDoes() {
        deaf.tell("while it was unknown");
        deaf.hints.signed(false);
        one.live.follow(ear);

        deaf.hints.signed(true);
        deaf.tell("later");

        await().until(() -> {
            one.hints.tick();
            return ear.names().equals(List.of("later"));
        });
        assertThat(ear.resets).as("it learned late that somebody looks on").hasSize(1);
    }

    @Test
    void moreThanCanWaitIsDroppedAndThoseWhoListenLookAtTheState() {
        one.live.follow(ear);
        IntStream.range(0, Teller.MAX_WAITING + 5).forEach(i -> deaf.tell("n" + i));

        deaf.hints.signed(true);

        await().until(() -> {
            one.hints.tick();
            return ear.resets.size() == 1;
        });
        assertThat(ear.names()).hasSize(Teller.MAX_WAITING).last().isEqualTo("n" + (Teller.MAX_WAITING - 1));
        assertThat(deaf.events.stream().filter(LiveEvent.Dropped.class::isInstance))
                .hasSize(5);
    }

    @Test
    void listenerThatFailsHarmsNobodyElse() {
        one.live.follow(new Listener() {
            @Override
            public void hear(List<News> news) {
                throw new IllegalStateException("broken");
            }

            @Override
            public void reset(long position) {}
        });
        one.live.follow(ear);

        one.tell("a");
        await().until(() -> ear.names().equals(List.of("a")));
        one.tell("b");

        await().until(() -> ear.names().equals(List.of("a", "b")));
    }

    @Test
    void whileNobodyListensNothingIsMadeOrSent() {
        one.hints.signed(false);
        var task = new TaskRef(TestFeed.TASK.id(), "t", "local", 0, 1);
        var claim = new Claim(task, "{}", 0, Duration.ZERO, Optional.empty(), Optional.empty(), false);
        var announced = Announcement.of("counted", Counted.class);
        var type = TaskType.of("t", String.class, String.class).announces(announced);

        one.tasks.on(new TaskEvent.Accepted(task, Optional.empty()));
        one.tasks.on(new TaskEvent.Started(claim));
        one.announcer.progress(claim, new Progress(1, 2));
        one.announcer.announce(claim, type, announced, () -> {
            throw new AssertionError("asked for though nobody listens");
        });
        one.hints.tick();
        one.teller.flush();

        assertThat(one.sent).hasValue(0);
        one.live.follow(ear);
        one.tell("first");
        await().until(() -> ear.names().equals(List.of("first")));
    }

    private record Counted(int number) {}

    @Test
    void announcementThatTheTypeDoesNotDeclareIsRefusedThoughNobodyListens() {
        one.hints.signed(false);
        var claim = new Claim(
                new TaskRef(TestFeed.TASK.id(), "t", "local", 0, 1),
                "{}",
                0,
                Duration.ZERO,
                Optional.empty(),
                Optional.empty(),
                false);
        var type = TaskType.of("t", String.class, String.class);

        assertThatThrownBy(() -> one.announcer.announce(
                        claim, type, Announcement.of("unheard_of", Counted.class), () -> new Counted(1)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("type t doesn't declare unheard_of; add it to announces(…)");
    }

    @Test
    void changeThatNoNewsToldIsFoundInTheRow() {
        var task = new TaskRef(new TaskId(UUID.randomUUID()), "t", "local", 0, 0);
        STORE.store.add(List.of(NewTask.of(task, "{}", Duration.ofSeconds(15))));
        one.live.follow(ear);
        var follow = one.followed.task(task.id(), TaskState.QUEUED, 0);

        STORE.store.claim(task.id(), "silent", Duration.ofSeconds(30)).orElseThrow();

        awaitLooks(() -> ear.names().equals(List.of("task.started")));
        assertThat(ear.heard.getFirst().task()).contains(new News.OfTask(task.id(), "t", 1));
        follow.close();
        int looks = one.sent.get();
        IntStream.range(0, 10).forEach(_ -> one.hints.tick());
        assertThat(one.sent.get() - looks).as("nobody looks at a task any more").isLessThan(10 + 2);
    }

    @Test
    void groupIsCountedWhileItIsLookedAt() {
        var group = new GroupId(UUID.randomUUID());
        STORE.groups.add(new NewGroup(
                group,
                OnFailure.COMPLETE,
                new TaskId(UUID.randomUUID()),
                "t",
                "{}",
                "local",
                Duration.ofSeconds(15),
                0,
                Optional.empty(),
                Optional.empty(),
                Optional.empty()));
        one.live.follow(ear);
        one.followed.group(group);
        awaitLooks(() -> ear.names().equals(List.of("group.progress")));

        STORE.groups.cancel(group, "no longer needed");

        awaitLooks(() -> ear.names().equals(List.of("group.progress", "group.cancelled")));
        assertThat(ear.heard.getLast().dataJson()).contains("\"state\":\"CANCELLED\"", "\"queued\":0");
    }

    private void awaitLooks(Callable<Boolean> condition) {
        await().until(() -> {
            one.hints.tick();
            return condition.call();
        });
    }

    @ParameterizedTest
    @CsvSource({"95, 10", "101, 11", "100, 10", "9, 1", "1, 1", "0, 0"})
    void eachTenthItemAndTheLastAreAnnounced(int items, int announced) {
        assertThat(IntStream.rangeClosed(1, items).filter(i -> Announcement.isAnnounced(i, items)))
                .hasSize(announced);
    }
}
