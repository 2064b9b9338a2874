package dev.handoff.api;

import dev.handoff.store.TaskFilter;
import dev.handoff.task.TaskId;
import dev.handoff.task.TaskState;
import jakarta.ws.rs.core.MultivaluedMap;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.regex.Pattern;

/** Reads the parameters of a list, and refuses what it doesn't understand instead of listing something else. */
final class TaskQuery {

    private static final Set<String> KNOWN =
            new TreeSet<>(Set.of("type", "state", "created_from", "created_before", "limit", "cursor"));

    // Types are listed that no handler serves any more, so only the form is checked.
    private static final Pattern TYPE = Pattern.compile("[a-z][a-z0-9-]{0,62}");
    private static final Pattern LIMIT = Pattern.compile("[0-9]{1,4}");
    private static final int MOST = 1000;
    private static final int USUAL = 50;

    private final MultivaluedMap<String, String> parameters;

    private TaskQuery(MultivaluedMap<String, String> parameters) {
        this.parameters = parameters;
    }

    /** @throws BadRequest with the parameter, its value and what is allowed */
    static TaskFilter filter(MultivaluedMap<String, String> parameters) {
        parameters.forEach((name, values) -> {
            if (!KNOWN.contains(name)) {
                throw new BadRequest(name, "is no parameter of a list; known are " + String.join(", ", KNOWN));
            }
            if (values.size() > 1) {
                throw new BadRequest(name, "must be given once, was given " + values.size() + " times");
            }
        });
        var query = new TaskQuery(parameters);
        return new TaskFilter(
                query.type(),
                query.state(),
                query.moment("created_from"),
                query.moment("created_before"),
                query.cursor(),
                query.limit());
    }

    /** What a caller sends back to get the page that begins after this task. */
    static String cursorAfter(TaskId last) {
        var bytes = ByteBuffer.allocate(2 * Long.BYTES)
                .putLong(last.value().getMostSignificantBits())
                .putLong(last.value().getLeastSignificantBits());
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes.array());
    }

    private Optional<String> value(String name) {
        return Optional.ofNullable(parameters.getFirst(name));
    }

    private Optional<String> type() {
        return value("type").map(text -> {
            if (!TYPE.matcher(text).matches()) {
                throw new BadRequest("type", "must match " + TYPE, text);
            }
            return text;
        });
    }

    private Optional<TaskState> state() {
        return value("state").map(text -> Arrays.stream(TaskState.values())
                .filter(state -> state.name().equals(text))
                .findFirst()
                .orElseThrow(
                        () -> new BadRequest("state", "must be one of " + Arrays.toString(TaskState.values()), text)));
    }

    private Optional<Instant> moment(String name) {
        return value(name).map(text -> Moment.parse(text)
                .orElseThrow(() -> new BadRequest(name, Moment.FORM + " (write a plus as %2B)", text)));
    }

    private Optional<TaskId> cursor() {
        return value("cursor").map(text -> {
            try {
                var bytes = ByteBuffer.wrap(Base64.getUrlDecoder().decode(text));
                if (bytes.remaining() == 2 * Long.BYTES) {
                    return new TaskId(new UUID(bytes.getLong(), bytes.getLong()));
                }
            } catch (IllegalArgumentException malformed) {
                // Answered below, like one of the wrong length.
            }
            throw new BadRequest("cursor", "must be the next_cursor of an earlier page", text);
        });
    }

    private int limit() {
        return value("limit")
                .map(text -> {
                    int limit = LIMIT.matcher(text).matches() ? Integer.parseInt(text) : 0;
                    if (limit < 1 || limit > MOST) {
                        throw new BadRequest("limit", "must be a whole number from 1 to " + MOST, text);
                    }
                    return limit;
                })
                .orElse(USUAL);
    }
}
