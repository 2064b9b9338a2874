package dev.handoff.domain.community;

import dev.handoff.event.Comments;
import dev.handoff.event.Event;
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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;

/** Tells of a comment: who is mentioned, whose comment it answers, whose post it is below. Each of them once, and for one reason. */
@ApplicationScoped
class NotifyComment implements TaskHandler<NotifyComment.Input, NotifyComment.Told>, Subscriber<Comments.Created> {

    static final TaskType<Input, Told> NOTIFY_COMMENT = TaskType.of("notify-comment", Input.class, Told.class)
            .labels("community", "notices")
            .announces(Notices.NOTICE)
            .description("Tells the author of a post, of the comment that is answered, and all who are mentioned.");

    private final PostStore posts;
    private final CommentStore comments;
    private final UserStore users;
    private final Notices notices;

    NotifyComment(PostStore posts, CommentStore comments, UserStore users, Notices notices) {
        this.posts = posts;
        this.comments = comments;
        this.users = users;
        this.notices = notices;
    }

    record Input(@NotBlank @Size(max = 200) String commentId) {}

    /** @param told how many were not told before */
    record Told(int told) {}

    @Override
    public TaskType<Input, Told> type() {
        return NOTIFY_COMMENT;
    }

    @Override
    public Told handle(Input input, TaskRun run) {
        var id = input.commentId();
        int told = comments.find(id).map(it -> notices.tell(run, about(it))).orElse(0);
        // Whoever deletes it takes the notices back, but may have been here before they were stored.
        if (comments.find(id).isEmpty()) {
            notices.withdraw(Entity.Kind.COMMENT.word(), List.of(id));
        }
        return new Told(told);
    }

    private List<Notice> about(Comment comment) {
        var kinds = new LinkedHashMap<String, String>();
        users.find(Mentions.in(comment.content())).forEach(user -> kinds.put(user.userId(), "mention"));
        comment.parentId().flatMap(comments::find).ifPresent(parent -> kinds.putIfAbsent(parent.authorId(), "reply"));
        posts.find(comment.postId()).ifPresent(post -> kinds.putIfAbsent(post.authorId(), "comment"));
        kinds.remove(comment.authorId());
        return kinds.entrySet().stream()
                .map(it -> notice(comment, it.getKey(), it.getValue()))
                .toList();
    }

    private static Notice notice(Comment comment, String user, String kind) {
        return new Notice(
                user,
                "comment/" + comment.commentId(),
                kind,
                Optional.of(comment.authorId()),
                Entity.Kind.COMMENT.word(),
                comment.commentId(),
                comment.content());
    }

    @Override
    public String name() {
        return "notify-comment";
    }

    @Override
    public Topic<Comments.Created> topic() {
        return Comments.CREATED;
    }

    @Override
    public void receive(Event<Comments.Created> event, EventTasks tasks) {
        tasks.submit("notify", NOTIFY_COMMENT, new Input(event.data().commentId()));
    }
}
