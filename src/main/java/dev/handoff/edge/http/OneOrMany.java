package dev.handoff.edge.http;

import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationContext;
import dev.handoff.kit.json.JsonFault;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;

/**
 * One JSON value, or an array of them.
 *
 * @param single whether it came without an array around it
 */
record OneOrMany<T>(List<T> values, boolean single) {

    // The array class of a class has the class's own type as its element; the language can't say so.
    @SuppressWarnings("unchecked")
    static <T> OneOrMany<T> read(JsonParser json, DeserializationContext context, Class<T> type) throws IOException {
        try {
            return json.isExpectedStartArrayToken()
                    ? new OneOrMany<>(Arrays.asList((T[]) context.readValue(json, type.arrayType())), false)
                    : new OneOrMany<>(List.of(context.readValue(json, type)), true);
        } catch (JsonProcessingException broken) {
            if (broken.getLocation() != null) {
                throw broken;
            }
            // A broken bound is the one fault whose place Jackson doesn't tell.
            throw new JsonParseException(json, JsonFault.reason(broken), json.currentLocation(), broken);
        }
    }
}
