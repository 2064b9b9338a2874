package dev.handoff.domain.community;

import dev.handoff.domain.community.Entity.Kind;
import dev.handoff.event.Comments;
import dev.handoff.event.Event;
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

/** Takes back what was told about a deleted comment, and has counted anew what it counted for. */
@ApplicationScoped
class RetractComment
        implements TaskHandler<RetractComment.Input, RetractComment.Retracted>, Subscriber<Comments.Deleted> {

    static final TaskType<Input, Retracted> RETRACT_COMMENT = TaskType.of(
                    "retract-comment", Input.class, Retracted.class)
            .labels("community", "counts")
            .description("Takes back the notices about a deleted comment, and counts anew what it counted for.");

    private final CommentStore comments;
    private final Notices notices;

    RetractComment(CommentStore comments, Notices notices) {
        this.comments = comments;
        this.notices = notices;
    }

    record Input(
            @NotBlank @Size(max = 200) String commentId,
            @NotBlank @Size(max = 200) String postId) {}

    record Retracted(String commentId) {}

    @Override
    public TaskType<Input, Retracted> type() {
        return RETRACT_COMMENT;
    }

    @Override
    public Retracted handle(Input input, TaskRun run) {
        var id = input.commentId();
        // News of a deletion that isn't stored here takes nothing back.
        if (comments.find(id).isEmpty()) {
            notices.withdraw(Kind.COMMENT.word(), List.of(id));
        }
        run.submit("post", Recount.RECOUNT, new Recount.Input(Kind.POST, input.postId()));
        run.submit("comment", Recount.RECOUNT, new Recount.Input(Kind.COMMENT, id));
        comments.parent(id).ifPresent(it -> run.submit("parent", Recount.RECOUNT, new Recount.Input(Kind.COMMENT, it)));
        return new Retracted(id);
    }

    @Override
    public String name() {
        return "retract-comment";
    }

    @Override
    public Topic<Comments.Deleted> topic() {
        return Comments.DELETED;
    }

    @Override
    public void receive(Event<Comments.Deleted> event, EventTasks tasks) {
        var comment = event.data();
        tasks.submit("retract", RETRACT_COMMENT, new Input(comment.commentId(), comment.postId()));
    }
}
