package dev.handoff.task;

/** What is there doesn't stand as the request needs it. The caller has to look again. Nothing was changed. */
public final class Conflict extends Refusal {

    /**
     * For things that the words for tasks don't know.
     *
     * @param code see {@link #code()}
     * @param title see {@link #title()}
     */
    public Conflict(String code, String title, String message) {
        super(code, title, message);
    }

    public static Conflict state(TaskId task, TaskState state, String remedy) {
        return new Conflict(
                "wrong-state", "The task's state doesn't allow it", "task " + task + " is " + state + "; " + remedy);
    }

    public static Conflict state(GroupId group, GroupState state, String remedy) {
        return new Conflict(
                "wrong-group-state",
                "The group's state doesn't allow it",
                "group " + group + " is " + state + "; " + remedy);
    }
}
