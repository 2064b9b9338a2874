package dev.handoff.engine;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.handoff.task.TaskType;
import dev.handoff.task.Violation;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.TreeSet;
import java.util.function.BiFunction;

/** What of a type's inputs and results nobody is shown, and what is shown in its place. */
public final class SecretFields {

    /** Stands for a secret, whatever its type is. A null is shown as one. */
    public static final String MASK = "•••";

    private static final JsonNode MASKED = TextNode.valueOf(MASK);

    private final List<List<String>> paths;

    private SecretFields(List<List<String>> paths) {
        this.paths = paths;
    }

    public static SecretFields of(TaskType<?, ?> type) {
        return new SecretFields(type.secrets().stream()
                .map(fields -> List.of(fields.split("\\.")))
                .toList());
    }

    /** A copy of an input with masks. What is a text where an object with a secret was expected is masked as a whole. */
    public JsonNode masked(JsonNode input) {
        return replaced(input, true, (_, _) -> MASKED);
    }

    /** The same of a result, which has the form of its type. */
    public JsonNode maskedResult(JsonNode result) {
        return replaced(result, false, (_, _) -> MASKED);
    }

    /** A text about an input, without the secrets that it repeats, plain, in JSON or in an address. */
    public String masked(String text, JsonNode input) {
        var told = text;
        for (var secret : secrets(input)) {
            told = told.replace(secret, MASK);
        }
        return told;
    }

    /** Other data about an input, without the secrets that their texts and numbers repeat. */
    public JsonNode masked(JsonNode data, JsonNode input) {
        return switch (data) {
            case ObjectNode object -> {
                var copy = object.objectNode();
                object.properties().forEach(it -> copy.set(it.getKey(), masked(it.getValue(), input)));
                yield copy;
            }
            case ArrayNode array -> {
                var copy = array.arrayNode();
                array.forEach(it -> copy.add(masked(it, input)));
                yield copy;
            }
            default -> {
                var told = masked(data.asText(), input);
                yield told.equals(data.asText()) ? data : TextNode.valueOf(told);
            }
        };
    }

    /**
     * An input in which masks are replaced by what an earlier input has in their places. Masks without a counterpart stay.
     */
    public JsonNode restored(JsonNode input, JsonNode earlier) {
        return replaced(input, false, (pointer, value) -> {
            var kept = earlier.at(pointer);
            return value.equals(MASKED) && !kept.isMissingNode() ? kept : value;
        });
    }

    /** Masks that came back as if they were values. */
    public List<Violation> masks(JsonNode input) {
        var found = new ArrayList<Violation>();
        replaced(input, false, (pointer, value) -> {
            if (value.equals(MASKED)) {
                found.add(new Violation(
                        pointer,
                        "must be a value, was the mask of one; give it anew, or name as origin the task of this type "
                                + "that has it"));
            }
            return value;
        });
        return found;
    }

    /** Longest first, so that none leaves a part of another. */
    private List<String> secrets(JsonNode input) {
        var texts =
                new TreeSet<>(Comparator.comparing(String::length).reversed().thenComparing(Comparator.naturalOrder()));
        replaced(input, true, (_, value) -> {
            addTexts(value, texts);
            return value;
        });
        return List.copyOf(texts);
    }

    private static void addTexts(JsonNode value, TreeSet<String> texts) {
        if (value.isContainerNode()) {
            value.forEach(it -> addTexts(it, texts));
        } else if (!value.isNull() && !value.asText().isBlank()) {
            var text = value.asText();
            var quoted = TextNode.valueOf(text).toString();
            texts.add(text);
            texts.add(quoted.substring(1, quoted.length() - 1));
            texts.add(URLEncoder.encode(text, StandardCharsets.UTF_8));
        }
    }

    /** @param rule takes a secret's JSON Pointer and value; not asked about nulls */
    private JsonNode replaced(JsonNode json, boolean textsToo, BiFunction<String, JsonNode, JsonNode> rule) {
        var copy = json.<JsonNode>deepCopy();
        for (var path : paths) {
            copy = replaced(copy, path, "", textsToo, rule);
        }
        return copy;
    }

    private static JsonNode replaced(
            JsonNode node,
            List<String> path,
            String pointer,
            boolean textsToo,
            BiFunction<String, JsonNode, JsonNode> rule) {
        if (node.isNull() || node.isMissingNode()) {
            return node;
        }
        if (path.isEmpty()) {
            return rule.apply(pointer, node);
        }
        switch (node) {
            case ArrayNode array -> {
                for (int i = 0; i < array.size(); i++) {
                    array.set(i, replaced(array.get(i), path, pointer + "/" + i, textsToo, rule));
                }
            }
            case ObjectNode object -> {
                var name = path.getFirst();
                if (object.has(name)) {
                    var rest = path.subList(1, path.size());
                    object.set(name, replaced(object.get(name), rest, pointer + "/" + name, textsToo, rule));
                }
            }
            default -> {
                return textsToo ? rule.apply(pointer, node) : node;
            }
        }
        return node;
    }
}
