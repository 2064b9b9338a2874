package dev.handoff.edge.telemetry;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.handoff.engine.TaskTypes;
import dev.handoff.engine.store.Claim;
import java.util.Optional;

/** What an attempt is about, by the field of its input that its type correlates by. */
final class Correlation {

    private final ObjectMapper json = new ObjectMapper();
    private final TaskTypes types;

    Correlation(TaskTypes types) {
        this.types = types;
    }

    /** The field and what it says. */
    record Named(String field, String value) {}

    /** Empty if the type names no field, or the input has nothing there but objects. Reads the input only if it names one. */
    Optional<Named> of(Claim claim) {
        return types.correlated(claim.task().type())
                .flatMap(field -> value(claim.inputJson(), field).map(value -> new Named(field, value)));
    }

    private Optional<String> value(String input, String field) {
        try {
            var value = json.readTree(input).path(field);
            return value.isValueNode() && !value.isNull() ? Optional.of(value.asText()) : Optional.empty();
        } catch (JsonProcessingException unreadable) {
            return Optional.empty();
        }
    }
}
