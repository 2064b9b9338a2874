package dev.handoff.domain.podcast.assemble;

import dev.handoff.task.TaskHandler;
import dev.handoff.task.TaskRun;
import dev.handoff.task.TaskType;
import jakarta.inject.Singleton;
import java.time.Duration;

/** Makes an episode of a recording and a template. */
@Singleton
public final class Assemble implements TaskHandler<AssembleInput, Assembled> {

    public static final TaskType<AssembleInput, Assembled> ASSEMBLE = TaskType.of(
                    "assemble", AssembleInput.class, Assembled.class)
            .description("Makes an episode of a recording and a template.")
            .timeout(Duration.ofMinutes(30))
            .heavy();

    private final Scripts scripts;
    private final Division division;
    private final Composition composition;
    // Not a part of the constant: that one may be made when the executable is built, on another machine.
    private final TaskType<AssembleInput, Assembled> type =
            ASSEMBLE.concurrency(Runtime.getRuntime().availableProcessors());

    Assemble(Scripts scripts, Division division, Composition composition) {
        this.scripts = scripts;
        this.division = division;
        this.composition = composition;
    }

    @Override
    public TaskType<AssembleInput, Assembled> type() {
        return type;
    }

    @Override
    public void check(AssembleInput input) {
        scripts.check(input);
    }

    @Override
    public Assembled handle(AssembleInput input, TaskRun run) throws Exception {
        var group = run.completes();
        return group.isPresent() ? composition.compose(input, group.get(), run) : division.divide(input, run);
    }
}
