package dev.handoff.domain.example;

import dev.handoff.event.Event;
import dev.handoff.event.Posts;
import dev.handoff.event.Topic;
import dev.handoff.task.EventTasks;
import dev.handoff.task.Subscriber;
import dev.handoff.task.TaskHandler;
import dev.handoff.task.TaskRun;
import dev.handoff.task.TaskType;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/** Works out the terms by which a new post is found. */
@ApplicationScoped
class IndexPost implements TaskHandler<IndexPost.Input, IndexPost.Terms>, Subscriber<Posts.Published> {

    static final TaskType<Input, Terms> INDEX_POST = TaskType.of("index-post", Input.class, Terms.class)
            .description("Returns the search terms of a post's title: its distinct words in lower case.");

    private static final Pattern BETWEEN_WORDS = Pattern.compile("[^\\p{L}\\p{N}]+");

    record Input(
            @NotBlank @Size(max = 200) String postId,
            @NotBlank @Size(max = 500) String title) {}

    /** @param terms in the order of the title */
    record Terms(String postId, List<String> terms) {}

    @Override
    public TaskType<Input, Terms> type() {
        return INDEX_POST;
    }

    @Override
    public Terms handle(Input input, TaskRun run) {
        var terms = Arrays.stream(BETWEEN_WORDS.split(input.title().toLowerCase(Locale.ROOT)))
                .filter(word -> !word.isEmpty())
                .distinct()
                .toList();
        return new Terms(input.postId(), terms);
    }

    @Override
    public String name() {
        return "index-post";
    }

    @Override
    public Topic<Posts.Published> topic() {
        return Posts.PUBLISHED;
    }

    @Override
    public void receive(Event<Posts.Published> event, EventTasks tasks) {
        tasks.submit(
                "index",
                INDEX_POST,
                new Input(event.data().postId(), event.data().title()));
    }
}
