package dev.handoff.kit.json;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** A schema in other words, which say less about the same values that are not valid. */
final class Checkable {

    private Checkable() {}

    /** @param schema whose only {@code oneOf} are those of {@link Unions} and of {@link OneOf} */
    static JsonNode of(JsonNode schema) {
        var copy = schema.deepCopy();
        copy.findParents("oneOf").stream()
                .filter(it -> it.at("/oneOf/0/properties").isObject())
                .forEach(union -> distinguish((ObjectNode) union));
        copy.findParents("anyOf").forEach(choice -> unlessNull((ObjectNode) choice));
        copy.findParents("maxItems").forEach(array -> bound((ObjectNode) array));
        return copy;
    }

    /** What is wrong with the record that is meant; {@code oneOf} would complain about every one of them. */
    private static void distinguish(ObjectNode union) {
        var branches = union.remove("oneOf");
        var field = branches.get(0).get("required").get(0).textValue();
        union.put("type", "object").putArray("required").add(field);
        var names = union.putObject("properties").putObject(field).putArray("enum");
        var cases = union.putArray("allOf");
        for (var branch : branches) {
            var name = branch.get("properties").get(field);
            names.add(name.get("const"));
            var each = cases.addObject();
            var condition = each.putObject("if");
            condition.put("type", "object").putArray("required").add(field);
            condition.putObject("properties").set(field, name);
            each.set("then", branch);
        }
    }

    /** What is wrong with a value that may be null; {@code anyOf} would complain that it isn't null, too. */
    private static void unlessNull(ObjectNode choice) {
        var branches = choice.get("anyOf");
        if (branches.size() == 2 && branches.get(0).path("type").asText().equals("null")) {
            choice.remove("anyOf");
            choice.set("if", branches.get(0));
            choice.set("else", branches.get(1));
        }
    }

    /** Nothing about the elements of an array that is too long: there may be a hundred thousand, all of them wrong. */
    private static void bound(ObjectNode array) {
        var items = array.remove("items");
        if (items != null) {
            array.putObject("if").set("maxItems", array.get("maxItems"));
            array.putObject("then").set("items", items);
        }
    }
}
