package dev.handoff.edge.http;

import dev.handoff.engine.TaskTypes;
import dev.handoff.engine.bulk.Selection;
import dev.handoff.task.GroupId;
import dev.handoff.task.TaskState;
import jakarta.ws.rs.core.MultivaluedHashMap;
import java.time.OffsetDateTime;
import java.util.Map;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** The body of a request to do something to all tasks that match. */
@Schema(
        name = "BulkRequest",
        requiredProperties = {"filter"})
record BulkBody(
        Filter filter,

        @Schema(description = "Why, for the audit log", maxLength = 500)
        Optional<String> reason,

        @Schema(
                description = "How many tasks each second; as many as can be if it isn't said",
                minimum = "1",
                maximum = "1000")
        Optional<Integer> rate) {

    private static final int MAX_RATE = 1000;

    /** The parameters of a list of tasks, without those of its pages. */
    @Schema(name = "BulkFilter")
    record Filter(
            Optional<String> type,

            @Schema(implementation = TaskState.class) Optional<String> state,

            @Schema(description = "Members of this group alone", implementation = GroupId.class)
            Optional<String> group,

            @Schema(implementation = OffsetDateTime.class) Optional<String> createdFrom,

            @Schema(implementation = OffsetDateTime.class) Optional<String> createdBefore,

            @Schema(description = "How the id begins, 4 to 32 hexadecimal digits")
            Optional<String> id,

            Optional<String> route,

            @Schema(description = "What the error has in it, in whatever case")
            Optional<String> error,

            @Schema(description = "What dead tasks died of, as GET /api/errors tells it")
            Optional<String> fingerprint) {

        private Map<String, Optional<String>> parameters() {
            return Map.of(
                    "type", type,
                    "state", state,
                    "group", group,
                    "created_from", createdFrom,
                    "created_before", createdBefore,
                    "id", id,
                    "route", route,
                    "error", error,
                    "fingerprint", fingerprint);
        }
    }

    /**
     * What is meant.
     *
     * @param body null if there is none
     * @throws BadRequest with the field, its value and what is allowed
     */
    static Selection selection(BulkBody body, TaskTypes types) {
        if (body == null || body.filter() == null) {
            throw new BadRequest("/filter", "is required: an object with type, state or another parameter of a list");
        }
        var given = new MultivaluedHashMap<String, String>();
        body.filter().parameters().forEach((name, value) -> value.ifPresent(text -> given.add(name, text)));
        try {
            return TaskQuery.selection(given, types);
        } catch (BadRequest refused) {
            throw new BadRequest("/filter/" + refused.field(), refused.getMessage());
        }
    }

    Optional<Integer> checkedRate() {
        rate.filter(it -> it < 1 || it > MAX_RATE).ifPresent(it -> {
            throw new BadRequest("/rate", "must be a whole number from 1 to " + MAX_RATE, it.toString());
        });
        return rate;
    }
}
