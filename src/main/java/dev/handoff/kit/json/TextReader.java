package dev.handoff.kit.json;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.deser.std.StdScalarDeserializer;
import com.fasterxml.jackson.databind.deser.std.StringDeserializer;
import com.fasterxml.jackson.databind.type.LogicalType;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** Reads texts, and refuses those that can't be stored unchanged. Two keys that were stored as one would be one task. */
final class TextReader extends StdScalarDeserializer<String> {

    TextReader() {
        super(String.class);
    }

    @Override
    public LogicalType logicalType() {
        return LogicalType.Textual;
    }

    @Override
    public String deserialize(JsonParser json, DeserializationContext context) throws IOException {
        var text = StringDeserializer.instance.deserialize(json, context);
        if (text != null) {
            check(text, json);
        }
        return text;
    }

    /** Half of a surrogate pair has no UTF-8 form: PostgreSQL would get a question mark instead. */
    static void check(String text, JsonParser json) throws JsonMappingException {
        if (!StandardCharsets.UTF_8.newEncoder().canEncode(text)) {
            throw JsonMappingException.from(json, "a text has half of a surrogate pair");
        }
    }
}
