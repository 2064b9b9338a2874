package dev.handoff.engine.dispatch;

import dev.handoff.task.TaskId;
import java.util.List;

/**
 * A doorbell could not be brought. A task that is stored will be rung again by the sweeper. Its two subclasses say that
 * waiting will not help.
 */
public sealed class DispatchFailed extends RuntimeException permits DispatchMisconfigured, DispatchUnavailable {

    /** What could not be done. */
    public enum Stage {
        /** Loading the client's library. */
        LIBRARY,
        /** Making the client. */
        CLIENT,
        /** Reading the settings. */
        SETTINGS,
        /** Naming the queue. */
        QUEUE_PATH,
        /** Finding out where the function is. */
        BASE_URL,
        /** Making the request that the transport is to send. */
        REQUEST,
        /** Making the transport's message. */
        MESSAGE,
        /** Handing the message to the transport. */
        SENDING
    }

    private final Stage stage;
    private transient List<TaskId> stored = List.of();

    public DispatchFailed(String message) {
        this(Stage.SENDING, message, null);
    }

    public DispatchFailed(String message, Throwable cause) {
        this(Stage.SENDING, message, cause);
    }

    public DispatchFailed(Stage stage, String message, Throwable cause) {
        super(message, cause);
        this.stage = stage;
    }

    /** Says that these tasks are stored, and will be rung for again. */
    public DispatchFailed stored(List<TaskId> tasks) {
        stored = List.copyOf(tasks);
        return this;
    }

    /** The tasks that were submitted and are stored all the same, in their order; empty if none was. */
    public List<TaskId> stored() {
        return stored;
    }

    public Stage stage() {
        return stage;
    }
}
