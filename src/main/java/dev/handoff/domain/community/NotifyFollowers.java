package dev.handoff.domain.community;

import dev.handoff.event.Event;
import dev.handoff.event.Posts;
import dev.handoff.event.Topic;
import dev.handoff.kit.notify.Notice;
import dev.handoff.kit.notify.Notices;
import dev.handoff.task.EventTasks;
import dev.handoff.task.Subscriber;
import dev.handoff.task.TaskHandler;
import dev.handoff.task.TaskRun;
import dev.handoff.task.TaskType;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Tells the readers of a new post about it, a page of them at a time. */
@ApplicationScoped
class NotifyFollowers implements TaskHandler<NotifyFollowers.Input, NotifyFollowers.Told>, Subscriber<Posts.Published> {

    static final TaskType<Input, Told> NOTIFY_FOLLOWERS = TaskType.of("notify-followers", Input.class, Told.class)
            .timeout(Duration.ofHours(1))
            .labels("community", "notices")
            .announces(Notices.NOTICE)
            .description("Tells the followers of an author, or the members of the circle, of a new post.");

    private final FeedStore feeds;
    private final PostStore posts;
    private final Notices notices;

    NotifyFollowers(FeedStore feeds, PostStore posts, Notices notices) {
        this.feeds = feeds;
        this.posts = posts;
        this.notices = notices;
    }

    record Input(
            @NotBlank @Size(max = 200) String postId,
            @NotBlank @Size(max = 200) String authorId,
            @NotBlank @Size(max = 500) String title) {}

    /** @param told how many were not told before */
    record Told(String postId, int told) {}

    @Override
    public TaskType<Input, Told> type() {
        return NOTIFY_FOLLOWERS;
    }

    @Override
    public Told handle(Input input, TaskRun run) {
        var id = input.postId();
        int told = posts.find(id).map(post -> tell(post, run)).orElse(0);
        // Whoever deletes it takes the notices back, but may have been here before they were stored.
        if (posts.find(id).isEmpty()) {
            notices.withdraw(Entity.Kind.POST.word(), List.of(id));
        }
        return new Told(id, told);
    }

    private int tell(Post post, TaskRun run) {
        int told = 0;
        var id = post.postId();
        for (var page = feeds.readers(id, ""); !page.isEmpty(); page = feeds.readers(id, page.getLast())) {
            told += notices.tell(run, page.stream().map(it -> notice(post, it)).toList());
        }
        return told;
    }

    private static Notice notice(Post post, String reader) {
        return new Notice(
                reader,
                "post/" + post.postId(),
                "post",
                Optional.of(post.authorId()),
                Entity.Kind.POST.word(),
                post.postId(),
                post.title());
    }

    @Override
    public String name() {
        return "notify-followers";
    }

    @Override
    public Topic<Posts.Published> topic() {
        return Posts.PUBLISHED;
    }

    @Override
    public void receive(Event<Posts.Published> event, EventTasks tasks) {
        var post = event.data();
        tasks.submit("notify", NOTIFY_FOLLOWERS, new Input(post.postId(), post.authorId(), post.title()));
    }
}
