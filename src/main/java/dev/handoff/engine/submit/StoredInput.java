package dev.handoff.engine.submit;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

/** Inputs as they are kept, which is to the letter. */
final class StoredInput {

    private StoredInput() {}

    /** Whether both mean the same, however they are written. */
    static boolean isSame(ObjectMapper json, String stored, JsonNode input) {
        return stored.equals(input.toString()) || parse(json, stored).equals(input);
    }

    private static JsonNode parse(ObjectMapper json, String stored) {
        try {
            return json.readTree(stored);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("a stored input is not JSON", impossible);
        }
    }
}
