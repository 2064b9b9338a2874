package dev.handoff.edge.trigger.celery;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.handoff.engine.store.TaskRecord;

/** What becomes of calls, in Celery's own JSON. */
final class CeleryResult {

    private static final String OF_CELERY = "celery.exceptions";

    private CeleryResult() {}

    /**
     * Of a task that has ended.
     *
     * @param id of the call
     */
    static ObjectNode of(String id, TaskRecord task, ObjectMapper json) {
        var error = task.error().orElse("");
        return switch (task.state()) {
            case SUCCEEDED -> whole(id, "SUCCESS", returned(task, json));
            case CANCELLED -> whole(id, "REVOKED", exception(OF_CELERY, "TaskRevokedError", error));
            case DEAD -> whole(id, "FAILURE", exception("handoff", "TaskFailed", error));
            case QUEUED, RUNNING -> throw new IllegalStateException("task " + task.id() + " has not ended");
        };
    }

    /** Of a call that names no type which is known here. */
    static ObjectNode unknown(String id, String reason) {
        return whole(id, "FAILURE", exception(OF_CELERY, "NotRegistered", reason));
    }

    private static ObjectNode whole(String id, String status, JsonNode result) {
        var whole = JsonNodeFactory.instance.objectNode().put("task_id", id).put("status", status);
        whole.set("result", result);
        whole.putNull("traceback").putArray("children");
        return whole;
    }

    private static JsonNode returned(TaskRecord task, ObjectMapper json) {
        try {
            return json.readTree(task.resultJson().orElse("null"));
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("the stored result of task " + task.id() + " is not JSON", impossible);
        }
    }

    /** Python makes a class of that name if the module is not there. */
    private static ObjectNode exception(String module, String type, String message) {
        var exception =
                JsonNodeFactory.instance.objectNode().put("exc_type", type).put("exc_module", module);
        exception.putArray("exc_message").add(message);
        return exception;
    }
}
