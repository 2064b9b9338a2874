package dev.handoff.edge.cli;

import com.fasterxml.jackson.databind.JsonNode;

/** What the server says about a request that it refuses, in the form of RFC 9457. */
record ServerProblem(int status, String text) {

    private static final int UNAUTHORIZED = 401;
    private static final int FORBIDDEN = 403;
    private static final int TOO_MANY = 429;
    private static final int FAULT = 500;

    static ServerProblem of(int status, JsonNode document) {
        var detail = first(document, "detail", "title");
        var text = new StringBuilder(detail.isEmpty() ? "the server answers " + status : detail);
        for (var error : document.path("errors")) {
            text.append("\n  ").append(first(error, "field", "pointer")).append(": ");
            text.append(first(error, "message", "detail"));
        }
        // Tasks that are stored all the same.
        if (document.has("task_id")) {
            text.append("\n  task ").append(document.path("task_id").asText());
        }
        document.path("task_ids").forEach(task -> text.append("\n  task ").append(task.asText()));
        if (status == UNAUTHORIZED || status == FORBIDDEN) {
            text.append("\n  set HANDOFF_API_KEY to a key that the server knows");
        }
        return new ServerProblem(status, text.toString());
    }

    Refused asRefused() {
        return status == TOO_MANY || status >= FAULT ? Refused.unavailable(text) : Refused.usage(text);
    }

    private static String first(JsonNode node, String name, String other) {
        return node.path(name).asText(node.path(other).asText(""));
    }
}
