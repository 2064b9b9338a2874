package dev.handoff.engine.dispatch;

/** Lets tests of other packages make the secret of their settings. */
public final class TasksAuthOf {

    private TasksAuthOf() {}

    public static TasksAuth settings(DispatchConfig config) {
        return new TasksAuth(config);
    }
}
