package dev.handoff.engine.run;

import dev.handoff.engine.Instance;
import dev.handoff.engine.TaskTypes;
import dev.handoff.engine.dispatch.Claimed;
import dev.handoff.engine.dispatch.Slots;
import dev.handoff.engine.run.AttemptRecorder.Conclusion;
import dev.handoff.engine.store.Claim;
import dev.handoff.engine.store.Ended;
import dev.handoff.engine.store.Outcome;
import dev.handoff.engine.submit.Attempts;
import dev.handoff.engine.sweep.GroupCanceller;
import dev.handoff.engine.sweep.GroupCloser;
import dev.handoff.engine.sweep.Ringer;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Optional;

/**
 * The life of an attempt: {@link #live} reads it from top to bottom. It starts, calls the handler, stores the conclusion,
 * settles the task's group and rings for the next attempt.
 */
@ApplicationScoped
class Execution implements Attempts {

    private final TaskTypes types;
    private final RunningAttempts running;
    private final HandlerCall handlers;
    private final HandlerThreads threads;
    private final AttemptRecorder recorder;
    private final GroupCloser groups;
    private final GroupCanceller canceller;
    private final Ringer ringer;
    private final Slots slots;
    private final Instance instance;

    Execution(
            TaskTypes types,
            RunningAttempts running,
            HandlerCall handlers,
            HandlerThreads threads,
            AttemptRecorder recorder,
            GroupCloser groups,
            GroupCanceller canceller,
            Ringer ringer,
            Slots slots,
            Instance instance) {
        this.types = types;
        this.running = running;
        this.handlers = handlers;
        this.threads = threads;
        this.recorder = recorder;
        this.groups = groups;
        this.canceller = canceller;
        this.ringer = ringer;
        this.slots = slots;
        this.instance = instance;
    }

    @Override
    public Claimed of(Claim claim) {
        return new Claimed() {
            @Override
            public String type() {
                return claim.task().type();
            }

            @Override
            public void run(Optional<Duration> budget) {
                try {
                    Execution.this.run(claim, budget);
                } catch (RuntimeException ours) {
                    // The claim's lease runs out, and the task is given to another attempt.
                    recorder.trouble(claim, ours);
                }
            }
        };
    }

    private void run(Claim claim, Optional<Duration> budget) {
        if (instance.isDraining()) {
            // Claimed at the very moment at which the process was told to end.
            recorder.release(claim);
            return;
        }
        var handler = types.handler(claim.task().type()).orElseThrow();
        var attempt = running.begin(claim, handler, Limit.of(handler.type().timeout(), budget));
        try {
            var thread = threads.start(attempt, () -> live(attempt));
            if (thread.endsInTime() || !attempt.isFirstToEnd()) {
                thread.join();
            } else {
                leaveBehind(attempt, thread);
            }
        } catch (OutOfMemoryError noThread) {
            end(attempt, handlers.failed(attempt, noThread));
        } finally {
            running.remove(attempt);
        }
    }

    /** On the handler's thread, within the attempt's span. A handler that was left behind comes back too late to end it. */
    private Outcome live(Attempt attempt) {
        recorder.start(attempt);
        var result = handlers.call(attempt);
        return attempt.isFirstToEnd() ? end(attempt, result) : result.outcome();
    }

    /** The handler goes on computing, so it keeps a slot until it ends. */
    private void leaveBehind(Attempt attempt, HandlerThreads.HandlerThread thread) {
        var kept = slots.keep(attempt.claim().task().type());
        recorder.leaveBehind(attempt);
        thread.onEnd(() -> {
            kept.close();
            recorder.comeBack(attempt);
        });
        end(attempt, handlers.leftBehind(attempt));
    }

    private Outcome end(Attempt attempt, HandlerCall.Result result) {
        var conclusion = recorder.conclude(attempt, result);
        conclusion.ended().ifPresent(groups::settleAfter);
        conclusion.ended().ifPresent(canceller::followUp);
        ringAgain(conclusion);
        return conclusion.outcome();
    }

    /** What a shutdown releases is for other instances, which a transport that lasts can wake. */
    private void ringAgain(Conclusion conclusion) {
        switch (conclusion.outcome()) {
            case Outcome.Retry _, Outcome.Released _ ->
                conclusion.ended().flatMap(Ended::due).ifPresent(ringer::ringNowOrSoon);
            case Outcome.Succeeded _, Outcome.Dead _, Outcome.Cancelled _ -> {}
        }
    }
}
