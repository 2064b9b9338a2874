package dev.handoff.engine.dispatch.local;

import dev.handoff.engine.dispatch.DispatchFailed;
import dev.handoff.engine.dispatch.Dispatched;
import dev.handoff.engine.dispatch.Doorbell;
import dev.handoff.engine.dispatch.Route;
import dev.handoff.engine.dispatch.RouteNames;
import dev.handoff.engine.dispatch.Slots;
import dev.handoff.engine.dispatch.TaskSource;
import dev.handoff.engine.dispatch.Verdict;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/** Runs tasks in the instances that share the database: at once in this one, or in whichever has a free slot first. */
@ApplicationScoped
public class LocalRoute implements Route {

    private final Slots slots;
    private final TaskSource source;
    private final LocalConfig config;
    private final Clock clock;
    private final Intake intake;

    @Inject
    public LocalRoute(Slots slots, TaskSource source, LocalConfig config, Clock clock) {
        this.slots = slots;
        this.source = source;
        this.config = config;
        this.clock = clock;
        this.intake = new Intake(slots, source, clock);
    }

    @Override
    public String name() {
        return RouteNames.LOCAL;
    }

    @Override
    public Verdict verdict(String type) {
        return new Verdict.Takes("nothing else was asked for");
    }

    @Override
    public String probe(String type) {
        return "a pool of " + slots.capacity() + " in this process";
    }

    @Override
    public boolean isNear() {
        return true;
    }

    /** Tasks that are due may be taken from the table by any instance. */
    @Override
    public Duration patience() {
        return Duration.ZERO;
    }

    @Override
    public void listen(Set<String> types) {
        intake.open(types);
        source.listen(waiting -> {
            if (waiting.isEmpty()) {
                intake.lookAtAll();
            } else {
                intake.look(waiting);
            }
        });
    }

    @Override
    public void stopListening() {
        source.stopListening();
        try {
            intake.close();
        } catch (InterruptedException hurry) {
            Thread.currentThread().interrupt();
        }
    }

    /** A task is not to overtake those that wait already. */
    @Override
    public Optional<Slots.Slot> slot(String type) {
        return intake.isIdleFor(type) ? slots.tryTake(type) : Optional.empty();
    }

    /** Tasks that are not due yet are found when they are. */
    @Override
    public Dispatched ring(Doorbell bell, Supplier<String> input) {
        if (!bell.isDueAt(clock.instant())) {
            return Dispatched.later(Dispatched.DIRECT.name());
        }
        refuseIfFull();
        intake.add(bell.type());
        if (intake.isWorthTelling(bell.type())) {
            source.tellOthers(bell.type());
        }
        return Dispatched.DIRECT;
    }

    private void refuseIfFull() {
        boolean full = slots.free() == 0;
        if (full && config.nonblocking()) {
            throw new DispatchFailed("all " + slots.capacity() + " slots are taken");
        }
        if (full && config.maxBlockingTasks() > 0 && waiting() >= config.maxBlockingTasks()) {
            throw new DispatchFailed("all slots are taken and " + waiting() + " tasks wait already");
        }
    }

    @Override
    public int waiting() {
        return intake.waiting();
    }

    @Override
    public void sweep() {
        intake.lookAtAll();
        intake.lookForSuspect();
    }

    @Override
    public Optional<String> stuck() {
        return intake.stuck();
    }
}
