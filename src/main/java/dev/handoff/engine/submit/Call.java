package dev.handoff.engine.submit;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.handoff.task.Invalid;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Which task is to be run, as its submitter says it. Each component is null if it isn't said.
 *
 * @param type its name; either this or a path
 * @param path of the type's function, such as {@code /api/tasks/transcribe}
 * @param input either this, args or a payload
 * @param args the values of the input's first fields, in their order
 * @param payload another word for the input
 */
public record Call(String type, String path, JsonNode input, JsonNode args, JsonNode payload) {

    private static final String FUNCTIONS = "/api/tasks/";
    private static final String INPUT = "/input";
    private static final String ARGS = "/args";

    /** A message that says what is to be run and nothing else; empty for any other. */
    public static Optional<Call> of(JsonNode message) {
        var call = new Call(
                message.path("type").textValue(),
                message.path("path").textValue(),
                message.get("input"),
                message.get("args"),
                message.get("payload"));
        boolean hasName = call.type != null || call.path != null;
        boolean hasInput = call.input != null || call.args != null || call.payload != null;
        return message.size() == 2 && hasName && hasInput ? Optional.of(call) : Optional.empty();
    }

    /**
     * The submission for it.
     *
     * @param at a JSON Pointer to the call in what was sent
     * @throws Invalid if it doesn't say exactly what is to be run
     * @throws dev.handoff.task.NotFound if it has args, and there is no handler for the type here
     */
    public Submission toSubmission(String at, Arguments arguments) {
        var name = name(at);
        return Submission.of(name, input(at, name, arguments));
    }

    /**
     * The type's name.
     *
     * @throws Invalid if it is not said, or twice, or by a path that is no function's
     */
    public String name(String at) {
        single(at, List.of("type", "path"), type, path);
        if (path == null) {
            return type;
        }
        if (!path.startsWith(FUNCTIONS) || path.indexOf('/', FUNCTIONS.length()) >= 0) {
            throw Invalid.task(at + "/path", "must be " + FUNCTIONS + "TYPE, was \"" + path + "\"");
        }
        return path.substring(FUNCTIONS.length());
    }

    private JsonNode input(String at, String name, Arguments arguments) {
        single(at, List.of("input", "args", "payload"), input, args, payload);
        if (args == null) {
            return input == null ? payload : input;
        }
        try {
            return arguments.input(name, args, JsonNodeFactory.instance.objectNode());
        } catch (Invalid invalid) {
            throw invalid.within(at + ARGS);
        }
    }

    /** Where in this call something is that a pointer such as {@code /input/text} means; other pointers stay. */
    public String place(String pointer, Arguments arguments) {
        if (!pointer.startsWith(INPUT + "/") && !pointer.equals(INPUT) || input != null) {
            return pointer;
        }
        var rest = pointer.substring(INPUT.length());
        if (args == null) {
            return "/payload" + rest;
        }
        var steps = rest.split("/", 3);
        int place = steps.length < 2 ? -1 : arguments.names(name("")).indexOf(steps[1]);
        return place < 0 ? ARGS : ARGS + "/" + place + (steps.length == 3 ? "/" + steps[2] : "");
    }

    /** Of words that stand for each other there must be one. */
    private static void single(String at, List<String> words, Object... values) {
        var given = IntStream.range(0, values.length)
                .filter(place -> values[place] != null)
                .mapToObj(words::get)
                .toList();
        if (given.isEmpty()) {
            throw Invalid.task(at + "/" + words.getFirst(), "is required");
        }
        if (given.size() > 1) {
            throw Invalid.task(at + "/" + given.getLast(), "can't be combined with " + given.getFirst());
        }
    }
}
