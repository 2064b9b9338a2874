package dev.handoff.dispatch.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.handoff.dispatch.DispatchFailed;
import dev.handoff.dispatch.Doorbell;
import dev.handoff.dispatch.Route;
import dev.handoff.dispatch.RouteContract;
import dev.handoff.dispatch.Slots;
import dev.handoff.task.TaskId;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class LocalRouteTest extends RouteContract {

    private final CountDownLatch release = new CountDownLatch(1);
    private final HeardBells blocking = new HeardBells() {
        @Override
        public Receipt receive(Doorbell bell, Optional<Duration> budget) {
            super.receive(bell, budget);
            try {
                release.await();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
            return Receipt.RAN;
        }
    };
    private final Slots slots = new Slots(2, type -> type.equals("single") ? OptionalInt.of(1) : OptionalInt.empty());

    @AfterEach
    void releaseAll() {
        release.countDown();
    }

    @Override
    protected Route route() {
        return new LocalRoute(slots, heard, config(false, 0), Clock.systemUTC());
    }

    @Test
    void doorbellForLaterIsLeftToTheSweeper() {
        var later = new Doorbell(
                new TaskId(UUID.randomUUID()), "t", 1, 0, Instant.now().plusSeconds(60));
        var route = new LocalRoute(slots, heard, config(false, 0), Clock.systemUTC());

        route.ring(later, INPUT);

        assertThat(route.waiting()).isZero();
        assertThat(heard.received).isEmpty();
    }

    @Test
    void waitingDoorbellsStartByPriority() {
        // One at a time, so that the order of starting is the order of hearing.
        var route = new LocalRoute(
                new Slots(1, type -> OptionalInt.empty()), blocking, config(false, 0), Clock.systemUTC());
        var first = bell("t", 0);
        var low = bell("t", -5);
        var high = bell("t", 5);
        route.ring(first, INPUT);
        route.ring(low, INPUT);
        route.ring(high, INPUT);

        release.countDown();

        await().untilAsserted(() -> assertThat(blocking.received).containsExactly(first, high, low));
    }

    @Test
    void typeAtItsLimitKeepsNobodyElseWaiting() {
        var route = new LocalRoute(slots, blocking, config(false, 0), Clock.systemUTC());
        route.ring(bell("single", 9), INPUT);
        route.ring(bell("single", 9), INPUT);
        var other = bell("t", 0);

        route.ring(other, INPUT);

        await().until(() -> blocking.received.contains(other));
        assertThat(route.waiting()).isEqualTo(1);
    }

    @Test
    void sameTaskWaitsOnce() {
        var route = blocked();
        var bell = bell("t", 0);

        route.ring(bell, INPUT);
        route.ring(bell, INPUT);

        assertThat(route.waiting()).isEqualTo(1);
    }

    @Test
    void gaugesTellHowFullThePoolIs() {
        var route = blocked();
        route.ring(bell("t", 0), INPUT);

        assertThat(slots.capacity()).isEqualTo(2);
        assertThat(slots.running()).isEqualTo(2);
        assertThat(slots.free()).isZero();
        assertThat(route.waiting()).isEqualTo(1);
    }

    @Test
    void nonblockingPoolRefusesWhenItIsFull() {
        var route = new LocalRoute(slots, blocking, config(true, 0), Clock.systemUTC());
        route.ring(bell("t", 0), INPUT);
        route.ring(bell("t", 0), INPUT);

        assertThatThrownBy(() -> route.ring(bell("t", 0), INPUT)).isInstanceOf(DispatchFailed.class);
    }

    @Test
    void poolRefusesWhenTooManyWait() {
        var route = new LocalRoute(slots, blocking, config(false, 1), Clock.systemUTC());
        route.ring(bell("t", 0), INPUT);
        route.ring(bell("t", 0), INPUT);
        route.ring(bell("t", 0), INPUT);

        assertThatThrownBy(() -> route.ring(bell("t", 0), INPUT))
                .isInstanceOf(DispatchFailed.class)
                .hasMessageContaining("1 tasks wait already");
    }

    @Test
    void errorInTheReceiverGivesTheSlotBack() {
        var bad = new HeardBells() {
            @Override
            public Receipt receive(Doorbell bell, Optional<Duration> budget) {
                super.receive(bell, budget);
                throw new StackOverflowError("as if");
            }
        };
        var route = new LocalRoute(slots, bad, config(false, 0), Clock.systemUTC());
        for (int i = 0; i < 10; i++) {
            route.ring(bell("t", 0), INPUT);
        }

        await().dontCatchUncaughtExceptions().until(() -> bad.received.size() == 10 && slots.free() == 2);
    }

    @Test
    void closedPoolStartsNothing() {
        slots.close();
        var route = new LocalRoute(slots, heard, config(false, 0), Clock.systemUTC());

        route.ring(bell("t", 0), INPUT);

        assertThat(route.waiting()).isEqualTo(1);
        assertThat(heard.received).isEmpty();
    }

    private LocalRoute blocked() {
        var route = new LocalRoute(slots, blocking, config(false, 0), Clock.systemUTC());
        route.ring(bell("t", 0), INPUT);
        route.ring(bell("t", 0), INPUT);
        await().until(() -> blocking.received.size() == 2);
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

            @Override
            public int waitingInMemory() {
                return 100;
            }
        };
    }
}
