package dev.handoff.engine.dispatch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.handoff.Settings;
import dev.handoff.task.TaskHandler;
import dev.handoff.task.TaskRun;
import dev.handoff.task.TaskType;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class SlotsTest {

    private final Slots slots = new Slots(5, type -> type.equals("two") ? OptionalInt.of(2) : OptionalInt.empty());

    @Test
    void shareIsNoLargerThanWhatIsFree() {
        slots.tryTake("t");
        slots.tryTake("two");

        var reservation = slots.reserve(List.of("t", "two"), 10);

        assertThat(reservation.size()).isEqualTo(3);
        assertThat(reservation.limits()).isEqualTo(Map.of("t", 3, "two", 1));
        assertThat(slots.free()).isZero();
        assertThat(slots.tryTake("t")).isEmpty();
    }

    @Test
    void typesHaveTheCapacityThatTheirLimitsLeave() {
        assertThat(slots.capacity(List.of("two"))).isEqualTo(2);
        assertThat(slots.capacity(List.of("two", "t"))).isEqualTo(5);
    }

    @Test
    void typeThatKeepsAProcessorBusyHasASlotForEach() {
        var type = TaskType.of("busy", String.class, String.class).onePerProcessor();
        var handler = new TaskHandler<String, String>() {
            @Override
            public TaskType<String, String> type() {
                return type;
            }

            @Override
            public String handle(String input, TaskRun run) {
                return input;
            }
        };

        var limited = new Slots(Settings.of(DispatchConfig.class, Map.of()), List.of(handler));

        assertThat(limited.capacity(List.of("busy")))
                .isEqualTo(Runtime.getRuntime().availableProcessors());
    }

    @Test
    void slotsThatAreKeptForTasksThatMayNotBeThereAreWaitedFor() throws Exception {
        var reservation = slots.reserve(List.of("t"), 5);
        var taken = new CompletableFuture<Optional<Slots.Slot>>();
        Thread.startVirtualThread(() -> {
            try {
                taken.complete(slots.take("t", Duration.ofSeconds(10)));
            } catch (InterruptedException impossible) {
                taken.completeExceptionally(impossible);
            }
        });
        assertThat(taken.copy()
                        .completeOnTimeout(null, 100, TimeUnit.MILLISECONDS)
                        .get())
                .isNull();

        reservation.close();

        assertThat(taken.get(5, TimeUnit.SECONDS)).isPresent();
    }

    @Test
    void slotsThatAreTakenAreNotWaitedFor() throws Exception {
        var reservation = slots.reserve(List.of("t"), 5);
        for (int i = 0; i < 5; i++) {
            reservation.use("t");
        }
        long begun = System.nanoTime();

        assertThat(slots.take("t", Duration.ofSeconds(10))).isEmpty();

        assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(5));
    }

    @Test
    void waitingForALookEnds() throws Exception {
        slots.reserve(List.of("t"), 5);

        assertThat(slots.take("t", Duration.ofMillis(50))).isEmpty();
    }

    @Test
    void shareIsNoLargerThanWhatIsWanted() {
        assertThat(slots.reserve(List.of("t"), 2).size()).isEqualTo(2);
        assertThat(slots.free()).isEqualTo(3);
    }

    @Test
    void typesWithoutRoomHaveNoShare() {
        slots.tryTake("two");
        slots.tryTake("two");

        var reservation = slots.reserve(List.of("two"), 10);

        assertThat(reservation.limits()).isEmpty();
        assertThat(reservation.size()).isZero();
        assertThat(slots.free()).isEqualTo(3);
    }

    @Test
    void limitOfATypeHoldsWhileSomebodyLooksForTasks() {
        slots.reserve(List.of("two"), 1);

        assertThat(slots.tryTake("two")).isPresent();
        assertThat(slots.tryTake("two")).isEmpty();
        assertThat(slots.tryTake("t")).isPresent();
    }

    @Test
    void unusedShareIsGivenBackAndUsedSlotsStayTaken() {
        var freed = new AtomicInteger();
        slots.onFree(freed::incrementAndGet);
        var reservation = slots.reserve(List.of("t", "two"), 10);
        var slot = reservation.use("two");

        reservation.close();
        reservation.close();

        assertThat(slots.free()).isEqualTo(4);
        assertThat(freed).hasValue(1);
        assertThat(slots.reserve(List.of("two"), 10).limits()).isEqualTo(Map.of("two", 1));
        slot.close();
    }

    @Test
    void shareThatIsUsedUpTellsNobody() {
        var freed = new AtomicInteger();
        slots.onFree(freed::incrementAndGet);
        var reservation = slots.reserve(List.of("t"), 1);
        reservation.use("t");

        reservation.close();

        assertThat(freed).hasValue(0);
    }

    @Test
    void slotInWhichATaskHasBegunIsFreedByItsEnd() {
        var release = new CountDownLatch(1);
        var slot = slots.tryTake("t").orElseThrow();
        slot.begin(new Claimed() {
            @Override
            public String type() {
                return "t";
            }

            @Override
            public void run(Optional<Duration> budget) {
                try {
                    release.await();
                } catch (InterruptedException impossible) {
                    throw new IllegalStateException(impossible);
                }
            }
        });

        slot.close();

        assertThat(slots.free()).isEqualTo(4);
        release.countDown();
        await().until(() -> slots.free() == 5);
    }

    @Test
    void closedSlotsAreNotShared() {
        slots.close();

        assertThat(slots.reserve(List.of("t"), 10).limits()).isEmpty();
        assertThat(slots.tryTake("t")).isEmpty();
    }
}
