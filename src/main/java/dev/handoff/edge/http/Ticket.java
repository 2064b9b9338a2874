package dev.handoff.edge.http;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.handoff.engine.submit.Submitted;
import dev.handoff.task.TaskId;
import dev.handoff.task.TaskState;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What a submitter gets for a task that is stored. */
@Schema(description = "What a submitter gets for a task that is stored")
public record Ticket(
        TaskId taskId,

        @Schema(description = "What the route calls the task's doorbell; left out if none was rung")
        Optional<String> name,

        TaskState state,
        String route,

        @Schema(
                description = "Whether an earlier submission had the same key; nothing new was stored then",
                nullable = true)
        @JsonInclude(JsonInclude.Include.NON_DEFAULT)
        boolean duplicate) {

    public static Ticket of(Submitted submitted) {
        return new Ticket(
                submitted.id(), submitted.name(), submitted.state(), submitted.route(), submitted.duplicate());
    }

    /** 202, with the place where the task can be watched. */
    public Response accepted() {
        // As text: a URI would be made absolute with the Host header, which any caller can choose.
        return Response.accepted(this)
                .header(HttpHeaders.LOCATION, "/api/tasks/" + taskId)
                .build();
    }
}
