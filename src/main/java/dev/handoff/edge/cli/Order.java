package dev.handoff.edge.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;

/**
 * What a command asks of its part inside Quarkus, which takes nothing but texts: a record, as JSON in the only argument.
 */
final class Order {

    private static final ObjectMapper JSON = new ObjectMapper();

    private Order() {}

    static String write(Record order) {
        try {
            return JSON.writeValueAsString(order);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("an order can always be written", impossible);
        }
    }

    static <T extends Record> T read(String[] arguments, Class<T> type) {
        try {
            return JSON.readValue(arguments[0], type);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("an order that was written can be read", impossible);
        }
    }
}
