package dev.handoff.examples;

import dev.handoff.task.TaskHandler;
import dev.handoff.task.TaskRun;
import dev.handoff.task.TaskType;
import jakarta.inject.Singleton;
import jakarta.validation.constraints.NotBlank;
import java.util.Comparator;
import java.util.stream.Stream;

/** Reports on a text in two steps. An attempt after a crash goes on with the step that had not finished. */
@Singleton
public class Report implements TaskHandler<Report.Input, Report.Summary> {

    public static final TaskType<Input, Summary> REPORT = TaskType.of("report", Input.class, Summary.class);

    public record Input(@NotBlank String text) {}

    public record Summary(int words, String longest) {}

    record Count(int words) {}

    record Longest(String word) {}

    @Override
    public TaskType<Input, Summary> type() {
        return REPORT;
    }

    @Override
    public Summary handle(Input input, TaskRun run) throws Exception {
        var words = run.step("count", Count.class, () -> new Count(input.text().split("\\s+").length));
        run.progress(1, 2);
        var longest = run.step("longest", Longest.class, () -> longest(input.text()));
        run.progress(2, 2);
        return new Summary(words.words(), longest.word());
    }

    private static Longest longest(String text) {
        return Stream.of(text.split("\\s+"))
                .max(Comparator.comparingInt(String::length))
                .map(Longest::new)
                .orElseThrow();
    }
}
