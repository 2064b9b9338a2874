package dev.handoff.examples;

import dev.handoff.task.TaskHandler;
import dev.handoff.task.TaskRun;
import dev.handoff.task.TaskType;
import jakarta.inject.Singleton;
import jakarta.validation.constraints.NotBlank;

/** Counts the words of one chapter; a member of the group of {@link CountChapters}. */
@Singleton
public class CountChapter implements TaskHandler<CountChapter.Input, CountChapter.Chapter> {

    static final TaskType<Input, Chapter> COUNT_CHAPTER = TaskType.of("count-chapter", Input.class, Chapter.class);

    public record Input(@NotBlank String text) {}

    public record Chapter(int words) {}

    @Override
    public TaskType<Input, Chapter> type() {
        return COUNT_CHAPTER;
    }

    @Override
    public Chapter handle(Input input, TaskRun run) {
        return new Chapter(input.text().split("\\s+").length);
    }
}
