package dev.handoff.domain.community;

import dev.handoff.domain.community.Entity.Kind;
import dev.handoff.event.Event;
import dev.handoff.event.Posts;
import dev.handoff.event.Topic;
import dev.handoff.kit.notify.Notices;
import dev.handoff.task.EventTasks;
import dev.handoff.task.Subscriber;
import dev.handoff.task.TaskHandler;
import dev.handoff.task.TaskRun;
import dev.handoff.task.TaskType;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.Optional;

/** Takes a deleted post out of feeds, and back what was told about it and its comments. */
@ApplicationScoped
class RetractPost implements TaskHandler<RetractPost.Input, RetractPost.Retracted>, Subscriber<Posts.Deleted> {

    static final TaskType<Input, Retracted> RETRACT_POST = TaskType.of("retract-post", Input.class, Retracted.class)
            .labels("community", "feeds")
            .description("Takes a deleted post out of feeds, and back the notices about it and its comments.");

    private final FeedStore feeds;
    private final PostStore posts;
    private final CommentStore comments;
    private final Notices notices;

    RetractPost(FeedStore feeds, PostStore posts, CommentStore comments, Notices notices) {
        this.feeds = feeds;
        this.posts = posts;
        this.comments = comments;
        this.notices = notices;
    }

    record Input(@NotBlank @Size(max = 200) String postId) {}

    /** @param retracted false if the post is there, whatever the event says */
    record Retracted(String postId, boolean retracted) {}

    @Override
    public TaskType<Input, Retracted> type() {
        return RETRACT_POST;
    }

    @Override
    public Retracted handle(Input input, TaskRun run) {
        var id = input.postId();
        if (posts.find(id).isPresent()) {
            return new Retracted(id, false);
        }
        withdraw(feeds, id);
        notices.withdraw(Kind.POST.word(), List.of(id));
        var after = Optional.<CommentStore.Place>empty();
        for (var page = comments.of(id, after, FeedStore.PAGE); !page.isEmpty(); ) {
            notices.withdraw(
                    Kind.COMMENT.word(), page.stream().map(Comment::commentId).toList());
            var last = page.getLast();
            after = Optional.of(new CommentStore.Place(last.createdAt(), last.commentId()));
            page = comments.of(id, after, FeedStore.PAGE);
        }
        run.submit("post", Recount.RECOUNT, new Recount.Input(Kind.POST, id));
        return new Retracted(id, true);
    }

    static void withdraw(FeedStore feeds, String post) {
        while (feeds.withdraw(post) == FeedStore.PAGE) {
            // The next page.
        }
    }

    @Override
    public String name() {
        return "retract-post";
    }

    @Override
    public Topic<Posts.Deleted> topic() {
        return Posts.DELETED;
    }

    @Override
    public void receive(Event<Posts.Deleted> event, EventTasks tasks) {
        tasks.submit("retract", RETRACT_POST, new Input(event.data().postId()));
    }
}
