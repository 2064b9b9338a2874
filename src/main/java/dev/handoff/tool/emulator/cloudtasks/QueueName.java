package dev.handoff.tool.emulator.cloudtasks;

import java.util.regex.Pattern;

/** {@code projects/PROJECT/locations/LOCATION/queues/QUEUE}, as {@code Queue.name} documents it. */
record QueueName(String text) implements Comparable<QueueName> {

    private static final Pattern LOCATION = Pattern.compile("projects/[A-Za-z0-9:.-]+/locations/[A-Za-z0-9-]+");
    private static final Pattern SHAPE = Pattern.compile(LOCATION + "/queues/[A-Za-z0-9-]{1,100}");

    /** @throws ApiError if the name is malformed */
    static QueueName parse(String text) {
        if (!SHAPE.matcher(text).matches()) {
            throw ApiError.invalid("Queue name must be formatted: "
                    + "\"projects/<PROJECT_ID>/locations/<LOCATION_ID>/queues/<QUEUE_ID>\". It was \"" + text + "\".");
        }
        return new QueueName(text);
    }

    /**
     * The name of a location, {@code projects/PROJECT/locations/LOCATION}.
     *
     * @throws ApiError if it is malformed
     */
    static String location(String text) {
        if (!LOCATION.matcher(text).matches()) {
            throw ApiError.invalid(
                    "Location must be formatted: \"projects/<PROJECT_ID>/locations/<LOCATION_ID>\". It was \"" + text
                            + "\".");
        }
        return text;
    }

    boolean in(String location) {
        return text.startsWith(location + "/queues/");
    }

    /** The last part. */
    String id() {
        return text.substring(text.lastIndexOf('/') + 1);
    }

    @Override
    public int compareTo(QueueName other) {
        return text.compareTo(other.text);
    }

    @Override
    public String toString() {
        return text;
    }
}
