package dev.handoff.edge.http;

import dev.handoff.engine.store.TaskFilter;
import dev.handoff.task.GroupId;
import dev.handoff.task.TaskId;
import dev.handoff.task.TaskState;
import jakarta.ws.rs.core.MultivaluedMap;
import java.nio.ByteBuffer;
import java.util.Base64;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;

/** Reads the parameters of a list of tasks. */
final class TaskQuery {

    private static final Set<String> KNOWN =
            Set.of("type", "state", "group", "created_from", "created_before", "limit", "cursor");

    // Types are listed that no handler serves any more, so only the form is checked.
    private static final Pattern TYPE = Pattern.compile("[a-z][a-z0-9-]{0,62}");

    private TaskQuery() {}

    /** @throws BadRequest with the parameter, its value and what is allowed */
    static TaskFilter filter(MultivaluedMap<String, String> parameters) {
        var query = new Query(parameters, KNOWN);
        return new TaskFilter(
                query.matching("type", TYPE),
                query.oneOf("state", TaskState.values(), TaskState::name),
                query.value("group").map(TaskQuery::group),
                query.moment("created_from"),
                query.moment("created_before"),
                cursor(query),
                query.limit());
    }

    private static GroupId group(String text) {
        try {
            return GroupId.parse(text);
        } catch (IllegalArgumentException malformed) {
            throw new BadRequest("group", "must be the id of a group", text);
        }
    }

    /** What a caller sends back to get the page that begins after this task. */
    static String cursorAfter(TaskId last) {
        var bytes = ByteBuffer.allocate(2 * Long.BYTES)
                .putLong(last.value().getMostSignificantBits())
                .putLong(last.value().getLeastSignificantBits());
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes.array());
    }

    private static Optional<TaskId> cursor(Query query) {
        return query.value("cursor").map(text -> {
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
}
