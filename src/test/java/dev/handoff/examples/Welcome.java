package dev.handoff.examples;

import dev.handoff.event.Event;
import dev.handoff.event.Topic;
import dev.handoff.event.Users;
import dev.handoff.task.EventTasks;
import dev.handoff.task.Subscriber;
import dev.handoff.task.TaskHandler;
import dev.handoff.task.TaskRun;
import dev.handoff.task.TaskType;
import jakarta.inject.Singleton;
import jakarta.validation.constraints.NotBlank;

/** Listens for new followers, and writes each of them a greeting as a task. */
@Singleton
public class Welcome implements TaskHandler<Welcome.Input, Welcome.Greeting>, Subscriber<Users.Followed> {

    static final TaskType<Input, Greeting> WELCOME = TaskType.of("welcome", Input.class, Greeting.class);

    public record Input(@NotBlank String userId) {}

    public record Greeting(String text) {}

    @Override
    public String name() {
        return "welcome";
    }

    @Override
    public Topic<Users.Followed> topic() {
        return Users.FOLLOWED;
    }

    @Override
    public void receive(Event<Users.Followed> event, EventTasks tasks) {
        tasks.submit("welcome", WELCOME, new Input(event.data().followerId()));
    }

    @Override
    public TaskType<Input, Greeting> type() {
        return WELCOME;
    }

    @Override
    public Greeting handle(Input input, TaskRun run) {
        return new Greeting("Welcome, " + input.userId() + "!");
    }
}
