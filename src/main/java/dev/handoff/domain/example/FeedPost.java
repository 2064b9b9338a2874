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
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.Instant;

/** Works out the entry of a new post in the feeds. */
@ApplicationScoped
class FeedPost implements TaskHandler<FeedPost.Input, FeedPost.Entry>, Subscriber<Posts.Published> {

    static final TaskType<Input, Entry> FEED_POST = TaskType.of("feed-post", Input.class, Entry.class)
            .description("Returns a post's feed entry: which feed it belongs to, and the text of its line there.");

    record Input(
            @NotBlank @Size(max = 200) String postId,
            @NotBlank @Size(max = 200) String authorId,
            @Size(max = 200) String circleId,
            @NotBlank @Size(max = 500) String title,
            @NotNull Instant publishedAt) {}

    /** @param feed the circle's, or the author's if the post is in no circle */
    record Entry(String feed, String postId, String text, Instant publishedAt) {}

    @Override
    public TaskType<Input, Entry> type() {
        return FEED_POST;
    }

    @Override
    public Entry handle(Input input, TaskRun run) {
        var feed = input.circleId() == null ? "user:" + input.authorId() : "circle:" + input.circleId();
        return new Entry(feed, input.postId(), input.authorId() + ": " + input.title(), input.publishedAt());
    }

    @Override
    public String name() {
        return "feed-post";
    }

    @Override
    public Topic<Posts.Published> topic() {
        return Posts.PUBLISHED;
    }

    @Override
    public void receive(Event<Posts.Published> event, EventTasks tasks) {
        var post = event.data();
        tasks.submit(
                "feed",
                FEED_POST,
                new Input(post.postId(), post.authorId(), post.circleId(), post.title(), event.time()));
    }
}
