package dev.handoff.domain.example;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.handoff.task.Announcement;
import dev.handoff.task.RetryPolicy;
import dev.handoff.task.TaskFailure;
import dev.handoff.task.TaskHandler;
import dev.handoff.task.TaskRun;
import dev.handoff.task.TaskType;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** The example and smoke test: echoes a text, and sleeps, fails or works in steps on request. */
@ApplicationScoped
public class ProcessMessage implements TaskHandler<ProcessMessage.Input, ProcessMessage.Echo> {

    /** Told of each tenth step, and of the last. */
    public static final Announcement<StepDone> STEP_DONE = Announcement.of("message.step_done", StepDone.class)
            .description("A task of type process-message has done another of its steps.");

    public static final TaskType<Input, Echo> PROCESS_MESSAGE = TaskType.of("process-message", Input.class, Echo.class)
            .description("Echoes a text; sleeps, fails or works in steps as it is told.")
            .timeout(Duration.ofHours(1).plusMinutes(5))
            .retries(new RetryPolicy(5, Duration.ofSeconds(1), Duration.ofSeconds(30)))
            .announces(STEP_DONE);

    /**
     * What to do.
     *
     * @param sleepMs how long to work, in milliseconds, divided among the steps if there are any
     * @param failAttempts how many attempts fail before one succeeds
     * @param failPermanently whether the first attempt gives the task up
     * @param steps how many steps to do
     */
    public record Input(
            @NotNull @Size(max = 10_000) String text,
            @Min(0) @Max(3_600_000) Long sleepMs,
            @Min(0) @Max(1_000) Integer failAttempts,
            Boolean failPermanently,
            @Min(0) @Max(100) Integer steps) {}

    /** @param steps the names of the steps in the order in which they ran, over all attempts */
    public record Echo(
            String text, int attempt, @JsonProperty("steps") List<String> steps) {}

    /** What people are told: the latest step, and how many of how many are done. */
    public record StepDone(@NotNull String step, long done, long total) {}

    /** What a step remembers: its place in the order in which steps ran. */
    public record Ran(String step) {}

    @Override
    public TaskType<Input, Echo> type() {
        return PROCESS_MESSAGE;
    }

    @Override
    public Echo handle(Input input, TaskRun run) throws Exception {
        if (Boolean.TRUE.equals(input.failPermanently())) {
            throw TaskFailure.permanent("told to fail permanently");
        }
        var ran = work(input, run);
        if (input.failAttempts() != null && run.attempt() <= input.failAttempts()) {
            throw new IllegalStateException("told to fail in " + input.failAttempts() + " attempts");
        }
        return new Echo(input.text(), run.attempt(), ran);
    }

    private static List<String> work(Input input, TaskRun run) throws Exception {
        int steps = input.steps() == null ? 0 : input.steps();
        long sleepMs = input.sleepMs() == null ? 0 : input.sleepMs();
        if (steps == 0) {
            Thread.sleep(sleepMs);
            return List.of();
        }
        var ran = new ArrayList<String>();
        for (int i = 1; i <= steps; i++) {
            var name = "step-" + i;
            ran.add(run.step(name, Ran.class, () -> {
                        Thread.sleep(sleepMs / steps);
                        return new Ran(name);
                    })
                    .step());
            int done = i;
            run.progress(done, steps);
            run.announce(STEP_DONE, done, steps, () -> new StepDone(name, done, steps));
        }
        return List.copyOf(ran);
    }
}
