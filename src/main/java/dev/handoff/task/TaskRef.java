package dev.handoff.task;

/**
 * The header of a stored task, which goes with it wherever it is added, due, claimed, ended or rung for.
 *
 * @param route where its doorbells go
 * @param priority higher goes first
 * @param attempt how often it was claimed. Of a claimed task this is the fence: a write with it changes nothing once
 *     another claim has followed. Of a doorbell it is the attempt that is asked for
 */
public record TaskRef(TaskId id, String type, String route, int priority, int attempt) {

    /** The same task, at another attempt. */
    public TaskRef at(int attempt) {
        return new TaskRef(id, type, route, priority, attempt);
    }
}
