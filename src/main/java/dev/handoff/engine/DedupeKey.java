package dev.handoff.engine;

import dev.handoff.task.TaskId;

/**
 * Makes a submission happen once: all submissions with the same key are the same task, for as long as its row is kept.
 * Keys of different origin never meet.
 */
public record DedupeKey(String value) {

    /** The longest key that a submitter may choose, in characters. */
    public static final int MAX_LENGTH = 500;

    /** Chosen by the submitter; unique within the type. */
    public static DedupeKey of(String type, String key) {
        return new DedupeKey("task:" + type + ":" + key);
    }

    /** An {@code Idempotency-Key} header and the place of the task in the request. */
    public static DedupeKey ofRequest(String header, int place) {
        return new DedupeKey("request:" + place + ":" + header);
    }

    /** The name that Cloud Tasks has given to a task which a foreign program created. */
    public static DedupeKey ofCloudTask(String name) {
        return new DedupeKey("cloud-task:" + name);
    }

    /** The follow-up of that name. */
    static DedupeKey ofFollowUp(TaskId parent, String name) {
        return new DedupeKey("follow-up:" + parent + ":" + name);
    }
}
