package dev.handoff.engine.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.handoff.engine.store.NewSchedule;
import dev.handoff.engine.store.NewTask;
import dev.handoff.engine.store.Pause;
import dev.handoff.engine.store.ScheduleRecord;
import dev.handoff.engine.store.ScheduleStore;
import dev.handoff.kit.audit.Actor;
import dev.handoff.task.NotFound;
import dev.handoff.task.TaskId;
import jakarta.enterprise.event.Event;
import jakarta.enterprise.event.NotificationOptions;
import jakarta.enterprise.util.TypeLiteral;
import java.lang.annotation.Annotation;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;

class TickerTest {

    private static final Instant NOON = Instant.parse("2026-11-26T12:00:00Z");
    private static final Duration SOON = Duration.ofSeconds(5);
    private static final TaskId TASK = new TaskId(new UUID(0, 1));

    private final Rows rows = new Rows();
    private final Told told = new Told();
    private final Ticker ticker =
            new Ticker(SchedulesOf.anHourAndADay(), rows, new TickSubmitterOf(rows::submit), told);

    @Test
    void whatIsDueIsSubmittedAndTheNextTickIsWaitedFor() {
        rows.reached("daily", NOON.minusSeconds(1));
        rows.reached("hourly", NOON);
        rows.now = NOON.plusSeconds(90);

        assertThat(ticker.tickAll(SOON)).isEqualTo(Duration.ofSeconds(3600 - 90));

        assertThat(rows.submitted).containsExactly("daily " + NOON);
        assertThat(told.events)
                .containsExactly(
                        new ScheduleEvent.Ticked("daily", "process-message", NOON, TASK, Duration.ofSeconds(90), 0));
    }

    @Test
    void latestOfManyMissedTicksIsSubmitted() {
        rows.reached("hourly", NOON.minus(Duration.ofHours(5)));
        rows.reached("daily", NOON);
        rows.now = NOON;

        ticker.tickAll(SOON);

        assertThat(rows.submitted).containsExactly("hourly " + NOON);
        assertThat(told.events)
                .containsExactly(new ScheduleEvent.Ticked("hourly", "process-message", NOON, TASK, Duration.ZERO, 4));
    }

    @Test
    void tickThatIsTooLateIsToldOnce() {
        rows.reached("daily", NOON.minusSeconds(1));
        rows.reached("hourly", NOON.plus(Duration.ofHours(20)));
        rows.now = NOON.plus(Duration.ofHours(20));

        ticker.tickAll(SOON);
        ticker.tickAll(SOON);

        assertThat(rows.submitted).isEmpty();
        assertThat(told.events).containsExactly(new ScheduleEvent.Missed("daily", NOON, Duration.ofHours(1)));
    }

    @Test
    void tickThatSomebodyElseSubmittedIsNotTold() {
        rows.reached("daily", NOON);
        rows.reached("hourly", NOON.minusSeconds(1));
        rows.now = NOON;
        rows.first = false;

        assertThat(ticker.tickAll(SOON)).isEqualTo(Duration.ofHours(1));

        assertThat(told.events).isEmpty();
    }

    @Test
    void pausedScheduleTicksNotAndMissesNothing() {
        rows.pause = Optional.of(new Pause(NOON, "ada", Optional.empty()));
        rows.reached("daily", NOON.minus(Duration.ofDays(3)));
        rows.reached("hourly", NOON.minusSeconds(1));
        rows.now = NOON.plusSeconds(90);

        ticker.tickAll(SOON);

        assertThat(rows.submitted).isEmpty();
        assertThat(told.events).isEmpty();
    }

    @Test
    void troubleOfOneScheduleIsNotThatOfOthers() {
        rows.reached("daily", NOON.minusSeconds(1));
        rows.reached("hourly", NOON.minusSeconds(1));
        rows.now = NOON;
        rows.broken = "daily";

        assertThat(ticker.tickAll(SOON)).isEqualTo(SOON);

        assertThat(rows.submitted).containsExactly("hourly " + NOON);
        assertThat(told.events.getFirst())
                .isInstanceOfSatisfying(ScheduleEvent.Trouble.class, trouble -> assertThat(trouble.doing())
                        .isEqualTo("submitting the task of daily"));
    }

    @Test
    void clockOfTheDatabaseThatIsPutBackTicksNothingTwice() {
        rows.reached("daily", NOON);
        rows.reached("hourly", NOON);
        rows.now = NOON.minus(Duration.ofMinutes(10));

        assertThat(ticker.tickAll(SOON)).isEqualTo(Duration.ofMinutes(70));

        assertThat(rows.submitted).isEmpty();
    }

    @Test
    void callerWhoseClockIsFastWaitsForItsTick() throws Exception {
        rows.reached("hourly", NOON.minus(Duration.ofHours(1)));
        rows.now = NOON.minusMillis(300);
        rows.step = Duration.ofMillis(300);

        var answer = ticker.tick("hourly");

        assertThat(answer.ticked()).isTrue();
        assertThat(rows.submitted).containsExactly("hourly " + NOON);
        assertThat(answer.state().nextTick()).isEqualTo(NOON.plus(Duration.ofHours(1)));
    }

    @Test
    void callThatIsWayTooEarlyChangesNothing() throws Exception {
        rows.reached("hourly", NOON.minus(Duration.ofHours(1)));
        rows.now = NOON.minusSeconds(6);

        assertThat(ticker.tick("hourly").ticked()).isFalse();

        assertThat(rows.submitted).isEmpty();
    }

    @Test
    void schedulesThatNobodyKnowsAreRegistered() {
        rows.now = NOON;

        assertThat(ticker.states()).hasSize(2);
        rows.schedules.clear();
        assertThat(ticker.states()).hasSize(2);

        assertThat(rows.registered)
                .containsExactly(
                        new NewSchedule("daily", "0 12 * * *", "Etc/UTC"),
                        new NewSchedule("hourly", "0 * * * *", "Etc/UTC"),
                        new NewSchedule("daily", "0 12 * * *", "Etc/UTC"),
                        new NewSchedule("hourly", "0 * * * *", "Etc/UTC"));
    }

    @Test
    void unknownScheduleIsRefused() {
        assertThatThrownBy(() -> ticker.tick("weekly"))
                .isInstanceOf(NotFound.class)
                .hasMessage("there is no schedule weekly; known are daily, hourly");
    }

    /** The table, in a database whose clock a test sets. */
    private static final class Rows implements ScheduleStore {

        final Map<String, ScheduleRecord> schedules = new HashMap<>();
        final List<NewSchedule> registered = new ArrayList<>();
        final List<String> submitted = new ArrayList<>();
        Instant now;
        Duration step = Duration.ZERO;
        boolean first = true;
        String broken = "";
        Optional<Pause> pause = Optional.empty();

        void reached(String name, Instant tick) {
            schedules.put(name, new ScheduleRecord(name, tick, Optional.empty(), Optional.empty(), pause));
        }

        Optional<TaskId> submit(String name, Instant tick) {
            if (name.equals(broken)) {
                throw new IllegalStateException("no route");
            }
            if (first) {
                submitted.add(name + " " + tick);
                reached(name, tick);
            }
            return Optional.of(TASK).filter(_ -> first);
        }

        @Override
        public void register(List<NewSchedule> wanted) {
            registered.addAll(wanted);
            wanted.forEach(it -> schedules.computeIfAbsent(
                    it.name(),
                    name -> new ScheduleRecord(name, now, Optional.empty(), Optional.empty(), Optional.empty())));
        }

        /** Each look takes a step. */
        @Override
        public Look look(Collection<String> names) {
            var found = new HashMap<>(schedules);
            found.keySet().retainAll(names);
            var look = new Look(now, found);
            now = now.plus(step);
            return look;
        }

        @Override
        public boolean tick(String schedule, Instant tick, NewTask task) {
            throw new UnsupportedOperationException();
        }

        @Override
        public boolean pause(String schedule, Actor actor) {
            throw new UnsupportedOperationException();
        }

        @Override
        public boolean resume(String schedule, Actor actor) {
            throw new UnsupportedOperationException();
        }

        @Override
        public List<ScheduleRecord> paused() {
            throw new UnsupportedOperationException();
        }
    }

    private static final class Told implements Event<ScheduleEvent> {

        final List<ScheduleEvent> events = new ArrayList<>();

        @Override
        public void fire(ScheduleEvent event) {
            events.add(event);
        }

        @Override
        public <U extends ScheduleEvent> CompletionStage<U> fireAsync(U event) {
            throw new UnsupportedOperationException();
        }

        @Override
        public <U extends ScheduleEvent> CompletionStage<U> fireAsync(U event, NotificationOptions options) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Event<ScheduleEvent> select(Annotation... qualifiers) {
            throw new UnsupportedOperationException();
        }

        @Override
        public <U extends ScheduleEvent> Event<U> select(Class<U> subtype, Annotation... qualifiers) {
            throw new UnsupportedOperationException();
        }

        @Override
        public <U extends ScheduleEvent> Event<U> select(TypeLiteral<U> subtype, Annotation... qualifiers) {
            throw new UnsupportedOperationException();
        }
    }
}
