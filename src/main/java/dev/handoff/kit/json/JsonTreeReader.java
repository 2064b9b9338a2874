package dev.handoff.kit.json;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.deser.std.JsonNodeDeserializer;
import java.io.IOException;

/** Reads JSON of any shape, and refuses what is valid JSON but can't be handled safely or stored unchanged. */
final class JsonTreeReader extends JsonDeserializer<JsonNode> {

    // A number such as 1e999999999 takes gigabytes as an integer, and validating a schema's enum makes one of it.
    private static final int MAX_EXPONENT = 300;

    @Override
    public JsonNode deserialize(JsonParser json, DeserializationContext context) throws IOException {
        var tree = JsonNodeDeserializer.getDeserializer(JsonNode.class).deserialize(json, context);
        check(tree, json);
        return tree;
    }

    @Override
    public JsonNode getNullValue(DeserializationContext context) {
        return context.getNodeFactory().nullNode();
    }

    /** An absent value is none, not a null that the caller has sent. */
    @Override
    public Object getAbsentValue(DeserializationContext context) {
        return null;
    }

    private static void check(JsonNode node, JsonParser json) throws JsonMappingException {
        if (node.isBigDecimal() && Math.abs((long) node.decimalValue().scale()) > MAX_EXPONENT) {
            throw JsonMappingException.from(json, "a number's exponent must lie between -300 and 300");
        }
        if (node.isTextual()) {
            TextReader.check(node.textValue(), json);
        }
        for (var field : node.properties()) {
            TextReader.check(field.getKey(), json);
        }
        // The elements of an array as well as the values of an object; the depth is bounded by the parser.
        for (var child : node) {
            check(child, json);
        }
    }
}
