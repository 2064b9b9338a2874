package dev.handoff.task;

/** Unwinds a handler whose attempt has to end early. A handler cleans up and lets it pass. */
public final class TaskCancelled extends RuntimeException {

    public TaskCancelled(String reason) {
        // No stack trace: it tells where the handler was, not what went wrong, and is made for every cancelled task.
        super(reason, null, false, false);
    }
}
