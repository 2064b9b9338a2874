package dev.handoff.domain.community;

import dev.handoff.domain.community.Entity.Kind;
import dev.handoff.event.Comments;
import dev.handoff.event.Posts;
import dev.handoff.kit.notify.Notice;
import dev.handoff.kit.notify.Notices;
import dev.handoff.task.Invalid;
import dev.handoff.task.Subscriber;
import dev.handoff.task.TaskHandler;
import dev.handoff.task.TaskRun;
import dev.handoff.task.TaskType;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.Optional;

/** Tells an author of votes by others. Each voter is told of once, however often the vote changes. */
@ApplicationScoped
class NotifyVote implements TaskHandler<NotifyVote.Input, NotifyVote.Told> {

    static final TaskType<Input, Told> NOTIFY_VOTE = TaskType.of("notify-vote", Input.class, Told.class)
            .labels("community", "notices")
            .announces(Notices.NOTICE)
            .description("Tells an author that somebody else has voted on a post or comment.");

    private final PostStore posts;
    private final CommentStore comments;
    private final Notices notices;

    NotifyVote(PostStore posts, CommentStore comments, Notices notices) {
        this.posts = posts;
        this.comments = comments;
        this.notices = notices;
    }

    record Input(
            @NotNull Kind entityType,
            @NotBlank @Size(max = 200) String entityId,
            @NotBlank @Size(max = 200) String userId) {}

    /** @param told how many were not told before */
    record Told(int told) {}

    /** What was voted on. */
    private record Written(String author, String words) {}

    @Override
    public TaskType<Input, Told> type() {
        return NOTIFY_VOTE;
    }

    @Override
    public void check(Input input) {
        if (input.entityType() != Kind.POST && input.entityType() != Kind.COMMENT) {
            throw Invalid.task(
                    "/entity_type",
                    "must be post or comment, was " + input.entityType().word());
        }
    }

    @Override
    public Told handle(Input input, TaskRun run) {
        int told = written(input)
                .filter(it -> !it.author().equals(input.userId()))
                .map(it -> notices.tell(run, List.of(notice(input, it))))
                .orElse(0);
        // Whoever deletes it takes the notices back, but may have been here before this one was stored.
        if (written(input).isEmpty()) {
            notices.withdraw(input.entityType().word(), List.of(input.entityId()));
        }
        return new Told(told);
    }

    private Optional<Written> written(Input input) {
        return switch (input.entityType()) {
            case POST -> posts.find(input.entityId()).map(it -> new Written(it.authorId(), it.title()));
            case COMMENT -> comments.find(input.entityId()).map(it -> new Written(it.authorId(), it.content()));
            case USER, CIRCLE -> Optional.empty();
        };
    }

    private static Notice notice(Input input, Written written) {
        var kind = input.entityType().word();
        return new Notice(
                written.author(),
                "vote/" + kind + "/" + input.entityId() + "/" + input.userId(),
                "vote",
                Optional.of(input.userId()),
                kind,
                input.entityId(),
                written.words());
    }

    @Produces
    @Singleton
    static Subscriber<Posts.Voted> postVoted() {
        return new Subscription<>(
                "notify-post-voted",
                Posts.VOTED,
                (it, tasks) -> tasks.submit("notify", NOTIFY_VOTE, new Input(Kind.POST, it.postId(), it.userId())));
    }

    @Produces
    @Singleton
    static Subscriber<Comments.Voted> commentVoted() {
        return new Subscription<>(
                "notify-comment-voted",
                Comments.VOTED,
                (it, tasks) ->
                        tasks.submit("notify", NOTIFY_VOTE, new Input(Kind.COMMENT, it.commentId(), it.userId())));
    }
}
