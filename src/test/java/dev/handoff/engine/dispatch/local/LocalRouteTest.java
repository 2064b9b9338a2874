package dev.handoff.engine.dispatch.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.handoff.engine.dispatch.Claimed;
import dev.handoff.engine.dispatch.DispatchFailed;
import dev.handoff.engine.dispatch.Dispatched;
import dev.handoff.engine.dispatch.Doorbell;
import dev.handoff.engine.dispatch.RouteContract;
import dev.handoff.engine.dispatch.Slots;
import dev.handoff.engine.dispatch.TaskSource;
import dev.handoff.task.TaskId;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class LocalRouteTest {

    private final Table table = new Table();
    private final Slots slots = new Slots(2, type -> type.equals("single") ? OptionalInt.of(1) : OptionalInt.empty());

    @AfterEach
    void releaseAll() {
        table.release.countDown();
    }

    @Test
    void waitingTaskIsTakenWhenItIsRungFor() {
        var route = listening(slots, config(false, 0));

        var dispatched = route.ring(table.add("t", 0), RouteContract.INPUT);

        assertThat(dispatched).isEqualTo(Dispatched.DIRECT);
        await().until(() -> table.begun.size() == 1);
    }

    @Test
    void ringingTwiceIsHarmless() {
        var route = listening(slots, config(false, 0));
        var bell = table.add("t", 0);

        route.ring(bell, RouteContract.INPUT);
        route.ring(bell, RouteContract.INPUT);

        await().until(() -> table.begun.equals(List.of(bell)));
    }

    @Test
    void taskForLaterIsLeftToTheSweep() {
        var route = listening(slots, config(false, 0));
        await().until(() -> table.looks == 1);
        var later = new Doorbell(
                new TaskId(UUID.randomUUID()), "t", 1, 0, Instant.now().plusSeconds(60));

        route.ring(later, RouteContract.INPUT);
        route.sweep();

        // Had the ring set off a look, too, there would be three.
        await().until(() -> table.looks == 2);
    }

    @Test
    void sweepFindsWhatNobodyRangFor() {
        var route = listening(slots, config(false, 0));
        await().until(() -> table.looks == 1);
        table.add("t", 0);

        route.sweep();

        await().until(() -> table.begun.size() == 1);
    }

    @Test
    void whatOthersTellIsLookedFor() {
        listening(slots, config(false, 0));
        await().until(() -> table.looks == 1);
        table.add("t", 0);

        table.others.accept(Set.of("t"));

        await().until(() -> table.begun.size() == 1);
    }

    @Test
    void freeSlotIsFilledFromTheTable() {
        var one = new Slots(1, type -> OptionalInt.empty());
        var first = table.add("t", 0);
        listening(one, config(false, 0));
        await().until(() -> table.begun.equals(List.of(first)));
        var low = table.add("t", -5);
        var high = table.add("t", 5);

        table.release.countDown();

        await().until(() -> table.begun.equals(List.of(first, high, low)));
    }

    @Test
    void typeAtItsLimitKeepsNobodyElseWaiting() {
        table.add("single", 9);
        table.add("single", 9);
        var route = listening(slots, config(false, 0));
        await().until(() -> table.begun.size() == 1);
        var other = table.add("t", 0);

        route.ring(other, RouteContract.INPUT);

        await().until(() -> table.begun.contains(other));
        assertThat(table.waiting).hasSize(1);
    }

    @Test
    void typeAtItsLimitGoesOnWhenItHasRoomAgain() {
        table.add("single", 0);
        table.add("single", 0);
        table.add("single", 0);
        listening(slots, config(false, 0));
        await().until(() -> table.begun.size() == 1);

        table.release.countDown();

        await().until(() -> table.begun.size() == 3);
    }

    @Test
    void othersAreToldOnceOfTasksThatFindNoSlot() {
        var route = blocked(config(false, 0));

        route.ring(table.add("t", 0), RouteContract.INPUT);
        route.ring(table.add("t", 0), RouteContract.INPUT);

        assertThat(table.told).containsExactly("t");
        assertThat(route.waiting()).isEqualTo(2);
    }

    @Test
    void seatIsGivenWhileNothingWaits() {
        var route = listening(slots, config(false, 0));
        await().until(() -> route.slot("t")
                .map(slot -> {
                    slot.close();
                    return true;
                })
                .orElse(false));

        var first = route.slot("t").orElseThrow();
        var second = route.slot("t").orElseThrow();

        assertThat(route.slot("t")).isEmpty();
        first.close();
        second.close();
        assertThat(slots.free()).isEqualTo(2);
    }

    @Test
    void nobodyOvertakesWhatWaitsAlready() {
        var route = blocked(config(false, 0));
        route.ring(table.add("t", 0), RouteContract.INPUT);

        assertThat(route.slot("t")).isEmpty();
    }

    @Test
    void typeThatIsNotServedHereHasNoSeat() {
        assertThat(listening(slots, config(false, 0)).slot("other")).isEmpty();
    }

    @Test
    void nothingIsTakenInBeforeTheRouteListensOrAfterwards() {
        var route = new LocalRoute(slots, table, config(false, 0), Clock.systemUTC());
        table.add("t", 0);
        route.sweep();
        assertThat(route.slot("t")).isEmpty();
        assertThat(table.looks).isZero();
        route.listen(Set.of("t"));
        await().until(() -> table.begun.size() == 1);

        route.stopListening();
        route.ring(table.add("t", 0), RouteContract.INPUT);
        route.sweep();

        assertThat(route.slot("t")).isEmpty();
        assertThat(table.waiting).hasSize(1);
    }

    @Test
    void nonblockingPoolRefusesWhenItIsFull() {
        var route = blocked(config(true, 0));

        assertThatThrownBy(() -> route.ring(table.add("t", 0), RouteContract.INPUT))
                .isInstanceOf(DispatchFailed.class);
    }

    @Test
    void poolRefusesWhenTooManyWait() {
        var route = blocked(config(false, 1));
        route.ring(table.add("t", 0), RouteContract.INPUT);

        assertThatThrownBy(() -> route.ring(table.add("t", 0), RouteContract.INPUT))
                .isInstanceOf(DispatchFailed.class)
                .hasMessageContaining("1 tasks wait already");
    }

    @Test
    void errorInATaskGivesTheSlotBack() {
        table.error = true;
        for (int i = 0; i < 10; i++) {
            table.add("t", 0);
        }

        listening(slots, config(false, 0));

        await().dontCatchUncaughtExceptions().until(() -> table.begun.size() == 10 && slots.free() == 2);
    }

    @Test
    void lookThatFailsIsNotTheLast() {
        table.broken = true;
        var route = listening(slots, config(false, 0));
        await().dontCatchUncaughtExceptions().until(() -> table.looks == 1);
        table.broken = false;
        table.add("t", 0);

        await().dontCatchUncaughtExceptions().until(() -> {
            route.sweep();
            return table.begun.size() == 1;
        });
    }

    @Test
    void freshRouteIsNotStuck() {
        assertThat(listening(slots, config(false, 0)).stuck()).isEmpty();
    }

    private LocalRoute listening(Slots slots, LocalConfig config) {
        var route = new LocalRoute(slots, table, config, Clock.systemUTC());
        route.listen(Set.of("t", "single"));
        return route;
    }

    /** With tasks in all slots, and none that waits. */
    private LocalRoute blocked(LocalConfig config) {
        table.add("t", 0);
        table.add("t", 0);
        var route = listening(slots, config);
        await().until(() -> table.begun.size() == 2);
        return route;
    }

    private static LocalConfig config(boolean nonblocking, int maxBlockingTasks) {
        return new LocalConfig() {
            @Override
            public boolean nonblocking() {
                return nonblocking;
            }

            @Override
            public int maxBlockingTasks() {
                return maxBlockingTasks;
            }
        };
    }

    /** Has tasks that run until they are released. */
    private static final class Table implements TaskSource {

        final List<Doorbell> waiting = new CopyOnWriteArrayList<>();
        final List<Doorbell> begun = new CopyOnWriteArrayList<>();
        final List<String> told = new CopyOnWriteArrayList<>();
        final CountDownLatch release = new CountDownLatch(1);
        volatile Consumer<Set<String>> others;
        volatile int looks;
        volatile boolean error;
        volatile boolean broken;

        Doorbell add(String type, int priority) {
            var bell = RouteContract.bell(type, priority);
            waiting.add(bell);
            return bell;
        }

        @Override
        public synchronized List<Claimed> take(Map<String, Integer> limits, int most) {
            if (broken) {
                looks++;
                throw new IllegalStateException("as if");
            }
            var left = new HashMap<>(limits);
            var taken = new ArrayList<Doorbell>();
            waiting.stream()
                    .sorted(Comparator.comparing((Doorbell bell) -> -bell.priority()))
                    .filter(bell -> left.merge(bell.type(), -1, Integer::sum) >= 0)
                    .limit(most)
                    .forEach(taken::add);
            waiting.removeAll(taken);
            looks++;
            return taken.stream().<Claimed>map(Running::new).toList();
        }

        @Override
        public boolean hasRoomApart() {
            return true;
        }

        @Override
        public Optional<Claimed> takeApart(Set<String> types) {
            return Optional.empty();
        }

        @Override
        public void tellOthers(String type) {
            told.add(type);
        }

        @Override
        public void listen(Consumer<Set<String>> waiting) {
            others = waiting;
        }

        @Override
        public void stopListening() {
            others = null;
        }

        private final class Running implements Claimed {

            private final Doorbell bell;

            Running(Doorbell bell) {
                this.bell = bell;
            }

            @Override
            public String type() {
                return bell.type();
            }

            @Override
            public void run(Optional<Duration> budget) {
                begun.add(bell);
                if (error) {
                    throw new StackOverflowError("as if");
                }
                try {
                    release.await();
                } catch (InterruptedException e) {
                    throw new IllegalStateException(e);
                }
            }
        }
    }
}
