package dev.handoff.tool.emulator.cloudtasks;

import dev.handoff.tool.emulator.PushResult;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Function;

/** Makes attempts, with the faults that are injected, and has each written down. */
final class Pusher {

    private final Courier courier;
    private final Mischief mischief;
    private final Ledger ledger;
    private final Timeline timeline;

    Pusher(Courier courier, Mischief mischief, Ledger ledger, Timeline timeline) {
        this.courier = courier;
        this.mischief = mischief;
        this.ledger = ledger;
        this.timeline = timeline;
    }

    /** @param conclude draws the consequences of the answer, and tells when the next attempt will be */
    void push(Push push, Function<Answer, Optional<Instant>> conclude) {
        var began = timeline.now();
        courier.deliver(push, given -> {
            var answer = mischief.dropsAnswer() ? new Answer.Unreachable("the answer was lost on its way") : given;
            note(push, answer, began, false, conclude.apply(answer));
        });
        mischief.duplicate().ifPresent(delay -> timeline.at(began.plus(delay), () -> pushAgain(push)));
    }

    private void pushAgain(Push push) {
        var began = timeline.now();
        courier.deliver(push, answer -> note(push, answer, began, true, Optional.empty()));
    }

    private void note(Push push, Answer answer, Instant began, boolean duplicate, Optional<Instant> next) {
        var took = Duration.between(began, timeline.now());
        ledger.add(new PushResult(push.task().toString(), push.retries(), answer.code(), began, took, duplicate, next));
    }
}
