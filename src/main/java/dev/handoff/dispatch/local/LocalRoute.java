package dev.handoff.dispatch.local;

import dev.handoff.dispatch.DispatchFailed;
import dev.handoff.dispatch.Doorbell;
import dev.handoff.dispatch.Route;
import dev.handoff.dispatch.Rung;
import dev.handoff.dispatch.Slots;
import dev.handoff.dispatch.TaskReceiver;
import dev.handoff.dispatch.Verdict;
import dev.handoff.task.TaskState;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;

/** Brings doorbells to the receiver of this very process, each on a virtual thread. */
@ApplicationScoped
public class LocalRoute implements Route {

    private static final Duration LONGEST_IDLE = Duration.ofMinutes(1);

    private final Slots slots;
    private final TaskReceiver receiver;
    private final LocalConfig config;
    private final Clock clock;
    private final WaitingRoom waiting = new WaitingRoom();
    private final AtomicLong lastStart;

    public LocalRoute(Slots slots, TaskReceiver receiver, LocalConfig config, Clock clock) {
        this.slots = slots;
        this.receiver = receiver;
        this.config = config;
        this.clock = clock;
        this.lastStart = new AtomicLong(clock.millis());
        slots.onFree(this::startWaiting);
    }

    @Override
    public String name() {
        return "local";
    }

    @Override
    public Verdict verdict(String type) {
        return new Verdict.Takes("nothing else was asked for");
    }

    @Override
    public String probe(String type) {
        return "a pool of " + slots.capacity() + " in this process";
    }

    /** Doorbells that are not due yet are left to the sweeper, which looks every second. */
    @Override
    public Rung ring(Doorbell bell, Supplier<String> input) {
        if (bell.isDueAt(clock.instant())) {
            admit(bell);
            startWaiting();
        }
        return new Rung("local-direct-dispatch", TaskState.QUEUED);
    }

    private void admit(Doorbell bell) {
        boolean full = slots.free() == 0;
        if (full && config.nonblocking()) {
            throw new DispatchFailed("all " + slots.capacity() + " slots are taken");
        }
        if (full && config.maxBlockingTasks() > 0 && waiting.size() >= config.maxBlockingTasks()) {
            throw new DispatchFailed("all slots are taken and " + waiting.size() + " tasks wait already");
        }
        if (waiting.size() < config.waitingInMemory()) {
            waiting.add(bell);
        }
    }

    private void startWaiting() {
        for (var next = waiting.next(slots::tryTake); next.isPresent(); next = waiting.next(slots::tryTake)) {
            start(next.get());
        }
    }

    private void start(WaitingRoom.Admitted admitted) {
        lastStart.set(clock.millis());
        Thread.ofVirtual().name("task-" + admitted.bell().task()).start(() -> {
            try (var slot = admitted.slot()) {
                receiver.receive(admitted.bell(), Optional.empty());
            }
        });
    }

    /** How many doorbells wait for a slot. */
    public int waiting() {
        return waiting.size();
    }

    @Override
    public Optional<String> stuck() {
        var idle = Duration.ofMillis(clock.millis() - lastStart.get());
        return waiting.size() > 0 && slots.free() > 0 && idle.compareTo(LONGEST_IDLE) > 0
                ? Optional.of(waiting.size() + " tasks wait for a slot, " + slots.free() + " are free, and none was"
                        + " started for " + idle)
                : Optional.empty();
    }
}
