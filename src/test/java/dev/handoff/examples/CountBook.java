package dev.handoff.examples;

import dev.handoff.examples.CountChapter.Chapter;
import dev.handoff.task.TaskHandler;
import dev.handoff.task.TaskRun;
import dev.handoff.task.TaskType;
import jakarta.inject.Singleton;
import jakarta.validation.constraints.NotBlank;

/** Adds up what the members of {@link CountChapters}' group have counted. */
@Singleton
public class CountBook implements TaskHandler<CountBook.Input, CountBook.Book> {

    static final TaskType<Input, Book> COUNT_BOOK = TaskType.of("count-book", Input.class, Book.class);

    public record Input(@NotBlank String title) {}

    public record Book(String title, int chapters, int words) {}

    @Override
    public TaskType<Input, Book> type() {
        return COUNT_BOOK;
    }

    @Override
    public Book handle(Input input, TaskRun run) {
        var chapters = run.members(Chapter.class);
        int words = chapters.stream()
                .flatMap(member -> member.result().stream())
                .mapToInt(Chapter::words)
                .sum();
        return new Book(input.title(), chapters.size(), words);
    }
}
