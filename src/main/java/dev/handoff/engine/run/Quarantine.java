package dev.handoff.engine.run;

import dev.handoff.engine.dispatch.Claimed;
import dev.handoff.engine.store.Claim;
import dev.handoff.engine.submit.Attempts;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * The one place of this process for a suspect: a task that was there when several processes died. If the next one dies too, it
 * is known whose fault it was. Tasks under no suspicion run beside it.
 */
@ApplicationScoped
class Quarantine {

    private final AtomicBoolean taken = new AtomicBoolean();

    boolean isFree() {
        return !taken.get();
    }

    /** Takes the place, before it is known whether there is a suspect. False if another has it; else give it back. */
    boolean enter() {
        return taken.compareAndSet(false, true);
    }

    void leave() {
        taken.set(false);
    }

    /** The attempt of a suspect that has the place, and gives it back in the end. */
    Claimed attempt(Claim suspect, Attempts attempts) {
        var attempt = attempts.of(suspect);
        return new Claimed() {
            @Override
            public String type() {
                return attempt.type();
            }

            @Override
            public void run(Optional<Duration> budget) {
                try {
                    attempt.run(budget);
                } finally {
                    leave();
                }
            }
        };
    }
}
