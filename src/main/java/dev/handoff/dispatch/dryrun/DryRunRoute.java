package dev.handoff.dispatch.dryrun;

import dev.handoff.dispatch.Doorbell;
import dev.handoff.dispatch.Route;
import dev.handoff.dispatch.Rung;
import dev.handoff.dispatch.TaskReceiver;
import dev.handoff.task.TaskState;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.temporal.ChronoUnit;

/** Ends tasks as cancelled instead of running them. */
@ApplicationScoped
class DryRunRoute implements Route {

    private final TaskReceiver receiver;
    private final Clock clock;

    DryRunRoute(TaskReceiver receiver, Clock clock) {
        this.receiver = receiver;
        this.clock = clock;
    }

    @Override
    public String name() {
        return "dry-run";
    }

    @Override
    public Rung ring(Doorbell bell) {
        receiver.decline(bell, "dry run: not executed because TASKS_DRY_RUN was on at submission");
        return new Rung("dry-run-" + clock.instant().truncatedTo(ChronoUnit.SECONDS), TaskState.CANCELLED);
    }
}
