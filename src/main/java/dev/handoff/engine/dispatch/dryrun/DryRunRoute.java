package dev.handoff.engine.dispatch.dryrun;

import dev.handoff.engine.dispatch.DispatchConfig;
import dev.handoff.engine.dispatch.Dispatched;
import dev.handoff.engine.dispatch.Doorbell;
import dev.handoff.engine.dispatch.Route;
import dev.handoff.engine.dispatch.RouteNames;
import dev.handoff.engine.dispatch.TaskReceiver;
import dev.handoff.engine.dispatch.Verdict;
import dev.handoff.task.TaskState;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.function.Supplier;

/** Ends tasks as cancelled instead of running them. */
@ApplicationScoped
class DryRunRoute implements Route {

    private final DispatchConfig config;
    private final TaskReceiver receiver;
    private final Clock clock;

    DryRunRoute(DispatchConfig config, TaskReceiver receiver, Clock clock) {
        this.config = config;
        this.receiver = receiver;
        this.clock = clock;
    }

    @Override
    public String name() {
        return RouteNames.DRY_RUN;
    }

    @Override
    public Verdict verdict(String type) {
        return config.dryRun() ? new Verdict.Takes("TASKS_DRY_RUN is on") : new Verdict.Passes("TASKS_DRY_RUN is off");
    }

    @Override
    public String probe(String type) {
        return "tasks are stored and never run";
    }

    @Override
    public Dispatched ring(Doorbell bell, Supplier<String> input) {
        receiver.decline(bell, "dry run: not executed because TASKS_DRY_RUN was on at submission");
        return new Dispatched("dry-run-" + clock.instant().truncatedTo(ChronoUnit.SECONDS), TaskState.CANCELLED);
    }
}
