package dev.handoff.kit.storage;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.google.api.client.googleapis.json.GoogleJsonResponseException;
import com.google.api.client.http.HttpResponseException;
import com.google.cloud.storage.StorageException;
import dev.handoff.kit.storage.FileName.CloudObject;
import dev.handoff.task.TaskFailure;
import java.util.Locale;

/** What the credentials may do with objects, and the role that lets them. */
enum CloudRight {
    READ("roles/storage.objectViewer"),
    WRITE("roles/storage.objectUser"),
    DELETE("roles/storage.objectUser");

    private static final ObjectMapper JSON = new ObjectMapper();

    private final String role;

    CloudRight(String role) {
        this.role = role;
    }

    String verb() {
        return name().toLowerCase(Locale.ROOT);
    }

    TaskFailure missing(CloudObject object, StorageException refusal) {
        return TaskFailure.permanent(
                "the credentials may not " + verb() + " " + object + "; grant them " + role
                        + " on the bucket (Cloud Storage says: " + reason(refusal) + ")",
                refusal);
    }

    /** What the service says. Nothing of an upload's address, with which anyone could go on with it. */
    static String reason(StorageException e) {
        return switch (e.getCause()) {
            case GoogleJsonResponseException readable -> e.getCode() + " " + e.getMessage();
            case HttpResponseException raw
            when raw.getContent() != null -> e.getCode() + " " + message(raw.getContent());
            case null, default -> e.getMessage().lines().findFirst().orElse("no reason");
        };
    }

    private static String message(String answer) {
        try {
            return JSON.readTree(answer).at("/error/message").asText(answer);
        } catch (JsonProcessingException notJson) {
            return answer;
        }
    }
}
