package dev.handoff.domain.community;

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

/**
 * Puts a new post into the feeds of its readers, a page of them at a time. A post with very many readers is in no feed; they get
 * it when they read.
 */
@ApplicationScoped
class FeedPost implements TaskHandler<FeedPost.Input, FeedPost.Fed>, Subscriber<Posts.Published> {

    static final TaskType<Input, Fed> FEED_POST = TaskType.of("feed-post", Input.class, Fed.class)
            .labels("community", "feeds")
            .description("Puts a post into the feeds of its author's followers, or of its circle's members.");

    private final FeedStore feeds;
    private final PostStore posts;

    FeedPost(FeedStore feeds, PostStore posts) {
        this.feeds = feeds;
        this.posts = posts;
    }

    record Input(
            @NotBlank @Size(max = 200) String postId,
            @NotBlank @Size(max = 200) String authorId,
            @Size(max = 200) String circleId,
            @NotBlank @Size(max = 500) String title,
            @NotNull Instant publishedAt) {}

    /**
     * @param readers into whose feeds it was put
     * @param pulled whether they get it when they read instead
     */
    record Fed(String postId, int readers, boolean pulled) {}

    @Override
    public TaskType<Input, Fed> type() {
        return FEED_POST;
    }

    @Override
    public Fed handle(Input input, TaskRun run) {
        var id = input.postId();
        if (feeds.hasMany(id)) {
            feeds.pull(id);
            return new Fed(id, 0, true);
        }
        int fed = 0;
        for (var page = feeds.readers(id, ""); !page.isEmpty(); page = feeds.readers(id, page.getLast())) {
            feeds.push(id, page);
            fed += page.size();
            run.progress(fed, Math.max(fed, FeedStore.MAX_PUSHED));
        }
        // Whoever deletes it takes it out of the feeds, but may have been here before it was put there.
        if (posts.find(id).isEmpty()) {
            RetractPost.withdraw(feeds, id);
        }
        return new Fed(id, fed, false);
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
