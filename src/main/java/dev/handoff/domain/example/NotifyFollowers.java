package dev.handoff.domain.example;

import dev.handoff.event.Event;
import dev.handoff.event.Posts;
import dev.handoff.event.Topic;
import dev.handoff.kit.text.Text;
import dev.handoff.task.EventTasks;
import dev.handoff.task.Subscriber;
import dev.handoff.task.TaskHandler;
import dev.handoff.task.TaskRun;
import dev.handoff.task.TaskType;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;

/** Works out the notification of an author's followers about a new post. */
@ApplicationScoped
class NotifyFollowers
        implements TaskHandler<NotifyFollowers.Input, NotifyFollowers.Notification>, Subscriber<Posts.Published> {

    static final TaskType<Input, Notification> NOTIFY_FOLLOWERS = TaskType.of(
                    "notify-followers", Input.class, Notification.class)
            .description(
                    "Returns the text of the notification about a post, of at most 120 characters; sends nothing.");

    private static final int MAX_LENGTH = 120;

    record Input(
            @NotBlank @Size(max = 200) String postId,
            @NotBlank @Size(max = 200) String authorId,
            @NotBlank @Size(max = 500) String title) {}

    /** @param followersOf the author whose followers get it */
    record Notification(String followersOf, String postId, String text) {}

    @Override
    public TaskType<Input, Notification> type() {
        return NOTIFY_FOLLOWERS;
    }

    @Override
    public Notification handle(Input input, TaskRun run) {
        var text = input.authorId() + " has published: " + input.title();
        return new Notification(input.authorId(), input.postId(), Text.fitted(text, MAX_LENGTH));
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
