package dev.handoff.tool.emulator.cloudtasks;

import java.util.concurrent.ThreadLocalRandom;
import java.util.regex.Pattern;

/** A queue's name and {@code /tasks/TASK}, as {@code Task.name} documents it. */
record TaskName(QueueName queue, String id) {

    private static final String TASKS = "/tasks/";
    private static final Pattern ID = Pattern.compile("[A-Za-z0-9_-]{1,500}");

    /** @throws ApiError if the name is malformed */
    static TaskName parse(String text) {
        int end = text.indexOf(TASKS);
        if (end < 0) {
            throw ApiError.invalid("Task name must be formatted: \"projects/<PROJECT_ID>/locations/<LOCATION_ID>"
                    + "/queues/<QUEUE_ID>/tasks/<TASK_ID>\". It was \"" + text + "\".");
        }
        var id = text.substring(end + TASKS.length());
        if (!ID.matcher(id).matches()) {
            throw ApiError.invalid("Task ID \"" + id + "\" can contain only letters ([A-Za-z]), numbers ([0-9]), "
                    + "hyphens (-), or underscores (_). Task ID must between 1 and 500 characters.");
        }
        return new TaskName(QueueName.parse(text.substring(0, end)), id);
    }

    /** One that no other task has: about twenty digits, as the real service chooses them. */
    static TaskName random(QueueName queue) {
        return new TaskName(
                queue, Long.toUnsignedString(ThreadLocalRandom.current().nextLong()));
    }

    @Override
    public String toString() {
        return queue + TASKS + id;
    }
}
