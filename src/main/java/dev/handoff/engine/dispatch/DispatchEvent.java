package dev.handoff.engine.dispatch;

import dev.handoff.task.TaskId;
import java.util.List;
import java.util.Optional;

/** What happened to a doorbell on its way out. Fired as a CDI event, for telemetry; nothing may depend on it. */
public sealed interface DispatchEvent {

    /** It is about to be brought. */
    record Started(Doorbell bell, String route) implements DispatchEvent {}

    /** The transport has it, under this name. */
    record Rang(Doorbell bell, String route, String name) implements DispatchEvent {}

    /** The transport didn't take it, or told later that it could not bring it. */
    record Failed(Doorbell bell, String route, DispatchFailed failure) implements DispatchEvent {}

    /**
     * A step on the way, for those who look for the place where it went wrong.
     *
     * @param task empty before there is one
     * @param detail what there is to say about it, such as an address; may be empty
     */
    record Noted(Note note, String type, Optional<TaskId> task, String detail) implements DispatchEvent {

        /** About a doorbell. */
        public static Noted of(Note note, Doorbell bell, String detail) {
            return new Noted(note, bell.type(), Optional.of(bell.task()), detail);
        }
    }

    /** Whether Cloud Tasks is in use, found out when the program starts. */
    record CloudTasksChecked(boolean enabled, String reason) implements DispatchEvent {}

    /** A route that is asked for can't work with these settings; found out when the program starts, which it refuses then. */
    record Misconfigured(String route, DispatchFailed.Stage stage, String reason) implements DispatchEvent {}

    /** In production tasks run in the instances themselves, and no setting asks for it; found out when the program starts. */
    record LocalInProduction(List<String> types) implements DispatchEvent {}

    /** What can be noted. */
    enum Note {
        USING_WORKER_URL,
        USING_TASKS_URL,
        TASKS_AUTH_MISSING,
        TASKS_AUTH_SET,
        CREATING_TASK,
        NOT_TOLD,
        CHECKING_WORKER_CONFIG,
        WORKER_CONFIG_VALID,
        WORKER_CONFIG_INVALID,
        USING_WORKER_SERVER,
        WORKER_SUCCESS,
        WORKER_TIMEOUT,
        WORKER_ERROR,
        WORKER_EXCEPTION
    }
}
