package dev.handoff.tool.emulator.cloudtasks;

import dev.handoff.tool.emulator.CreateFault;
import dev.handoff.tool.emulator.Faults;
import dev.handoff.tool.emulator.TokenFault;
import io.grpc.Status;
import java.time.Duration;
import java.util.Optional;
import java.util.Random;

/** Decides from case to case what goes wrong. With a seed, the same questions in the same order get the same answers. */
final class Mischief {

    /** Within this time tasks can overtake each other; enough for a burst, too little to be taken for a delay. */
    private static final Duration SHUFFLED = Duration.ofMillis(100);

    private Faults faults;
    private Random random;
    private int createsToFail;

    Mischief(Faults faults) {
        inject(faults);
    }

    synchronized void inject(Faults faults) {
        this.faults = faults;
        random = faults.seed().isPresent() ? new Random(faults.seed().getAsLong()) : new Random();
        createsToFail = faults.failCreate()
                .map(fault -> fault.times().orElse(Integer.MAX_VALUE))
                .orElse(0);
    }

    synchronized Faults faults() {
        return faults;
    }

    /** Empty, or how long after the first push a second one is made. */
    synchronized Optional<Duration> duplicate() {
        return random.nextDouble() < faults.duplicate() ? Optional.of(part(faults.duplicateDelay())) : Optional.empty();
    }

    synchronized boolean dropsAnswer() {
        return random.nextDouble() < faults.dropAnswer();
    }

    /** How much later than it should a task becomes due. */
    synchronized Duration lateness() {
        var late = part(faults.delay());
        return faults.reorder() ? late.plus(part(SHUFFLED)) : late;
    }

    /** A due task's place among others: the one it has, or any. */
    synchronized long place(long arrival) {
        return faults.reorder() ? random.nextLong() : arrival;
    }

    TokenFault token() {
        return faults().token();
    }

    /** What the creator of a task is told instead of a success. */
    synchronized Optional<Status.Code> failsCreate() {
        if (createsToFail == 0) {
            return Optional.empty();
        }
        createsToFail--;
        return faults.failCreate().map(CreateFault::code).map(Status.Code::valueOf);
    }

    private Duration part(Duration most) {
        return most.isZero() ? most : Duration.ofNanos(random.nextLong(most.toNanos() + 1));
    }
}
