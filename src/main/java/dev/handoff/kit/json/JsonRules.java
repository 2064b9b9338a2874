package dev.handoff.kit.json;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.cfg.CoercionAction;
import com.fasterxml.jackson.databind.cfg.CoercionInputShape;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.deser.std.FromStringDeserializer;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.ToStringSerializer;
import com.fasterxml.jackson.databind.type.LogicalType;
import dev.handoff.task.GroupId;
import dev.handoff.task.TaskId;
import io.quarkus.jackson.ObjectMapperCustomizer;
import jakarta.inject.Singleton;
import java.util.function.Function;

/**
 * How JSON is read and written, for requests, inputs, results and steps alike: snake_case, times as ISO-8601 text,
 * nothing guessed and nothing without bounds.
 *
 * <p>Unknown fields are ignored here, so that a step's result that a newer release has stored can still be read by an
 * older instance during a rollout. Inputs are checked by their schema, and the API refuses unknown fields by itself.
 */
@Singleton
public class JsonRules implements ObjectMapperCustomizer {

    // What a handler may return at most; a request's body is bounded further by the API.
    private static final int MAX_STRING_LENGTH = 1024 * 1024;

    private static final StreamReadConstraints BOUNDS = StreamReadConstraints.builder()
            .maxNestingDepth(64)
            .maxNumberLength(100)
            .maxStringLength(MAX_STRING_LENGTH)
            .maxNameLength(1000)
            .build();

    @Override
    public void customize(ObjectMapper json) {
        json.getFactory().setStreamReadConstraints(BOUNDS);
        json.enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION);
        json.enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);
        json.disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);
        refuseCoercion(json);
        keepNumbersToTheLetter(json);
        json.setPropertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE);
        json.setDefaultPropertyInclusion(JsonInclude.Include.NON_ABSENT);
        json.disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS);
        json.disable(SerializationFeature.WRITE_DURATIONS_AS_TIMESTAMPS);
        json.registerModule(new SimpleModule("handoff")
                .addSerializer(TaskId.class, ToStringSerializer.instance)
                .addDeserializer(TaskId.class, new IdReader<>(TaskId.class, TaskId::parse))
                .addSerializer(GroupId.class, ToStringSerializer.instance)
                .addDeserializer(GroupId.class, new IdReader<>(GroupId.class, GroupId::parse))
                .addDeserializer(String.class, new TextReader())
                .addDeserializer(JsonNode.class, new JsonTreeReader()));
    }

    /** A number is no text and a text is no number, whatever Jackson could make of it. */
    private static void refuseCoercion(ObjectMapper json) {
        json.disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT);
        json.coercionConfigFor(LogicalType.Textual)
                .setCoercion(CoercionInputShape.Integer, CoercionAction.Fail)
                .setCoercion(CoercionInputShape.Float, CoercionAction.Fail)
                .setCoercion(CoercionInputShape.Boolean, CoercionAction.Fail);
        for (var type : new LogicalType[] {LogicalType.Integer, LogicalType.Float, LogicalType.Boolean}) {
            json.coercionConfigFor(type)
                    .setCoercion(CoercionInputShape.String, CoercionAction.Fail)
                    .setCoercion(CoercionInputShape.EmptyString, CoercionAction.Fail);
        }
    }

    /** As doubles, 1e999 would become infinite and the last digits of a long fraction would change on the way. */
    private static void keepNumbersToTheLetter(ObjectMapper json) {
        json.enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS);
        json.configure(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES, false);
    }

    private static final class IdReader<T> extends FromStringDeserializer<T> {

        private final transient Function<String, T> parse;

        IdReader(Class<T> id, Function<String, T> parse) {
            super(id);
            this.parse = parse;
        }

        @Override
        protected T _deserialize(String text, DeserializationContext context) {
            return parse.apply(text);
        }
    }
}
