package dev.handoff.examples;

import static dev.handoff.examples.CountBook.COUNT_BOOK;
import static dev.handoff.examples.CountChapter.COUNT_CHAPTER;

import dev.handoff.task.OnFailure;
import dev.handoff.task.TaskHandler;
import dev.handoff.task.TaskRun;
import dev.handoff.task.TaskType;
import jakarta.inject.Singleton;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import java.util.List;

/** Fans out: a task for each chapter, and {@link CountBook} when all of them have ended. */
@Singleton
public class CountChapters implements TaskHandler<CountChapters.Input, CountChapters.Started> {

    static final TaskType<Input, Started> COUNT_CHAPTERS = TaskType.of("count-chapters", Input.class, Started.class);

    public record Input(@NotBlank String title, @NotEmpty List<String> chapters) {}

    public record Started(int chapters) {}

    @Override
    public TaskType<Input, Started> type() {
        return COUNT_CHAPTERS;
    }

    @Override
    public Started handle(Input input, TaskRun run) {
        var chapters = input.chapters().stream().map(CountChapter.Input::new).toList();
        var group = run.group("chapters", COUNT_BOOK, new CountBook.Input(input.title()), OnFailure.FAIL);
        group.submitAll("chapter", COUNT_CHAPTER, chapters);
        group.seal();
        return new Started(chapters.size());
    }
}
