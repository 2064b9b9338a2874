package dev.handoff.engine.submit;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.introspect.BeanPropertyDefinition;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.handoff.engine.TaskTypes;
import dev.handoff.task.Invalid;
import dev.handoff.task.NotFound;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Makes inputs of the arguments that functions elsewhere are called with: those of places, and those of names. */
@ApplicationScoped
public class Arguments {

    private static final Pattern ADDRESS = Pattern.compile("[a-z][a-z0-9+.-]*://.*", Pattern.CASE_INSENSITIVE);

    private final TaskTypes types;
    private final ObjectMapper json;

    Arguments(TaskTypes types, ObjectMapper json) {
        this.types = types;
        this.json = json;
    }

    /**
     * The fields of a type's input in the order of its record's components; empty if it is no record.
     *
     * @throws NotFound if there is no handler for the type here
     */
    public List<String> names(String type) {
        var input = json.constructType(types.get(type).input());
        return json.getDeserializationConfig().introspect(input).findProperties().stream()
                .filter(BeanPropertyDefinition::hasConstructorParameter)
                .map(BeanPropertyDefinition::getName)
                .toList();
    }

    /**
     * The input of a type. Addresses of databases that come after the last field have the names that they are left out by.
     *
     * @param args values of the first fields, in their order
     * @param named values of further fields
     * @throws Invalid if there are more values than fields, or one has two values; the pointers begin at args
     * @throws NotFound if there is no handler for the type here
     */
    public ObjectNode input(String type, JsonNode args, ObjectNode named) {
        if (!args.isArray()) {
            throw Invalid.task("", "must be an array");
        }
        var fields = names(type);
        var names = Stream.concat(fields.stream(), Inputs.CONNECTIONS.stream()).toList();
        var input = json.createObjectNode();
        for (int i = 0; i < args.size(); i++) {
            if (i >= fields.size() && !(i < names.size() && isAddress(args.get(i)))) {
                throw Invalid.task("", tooMany(type, fields, args.size()));
            }
            if (named.has(names.get(i))) {
                throw Invalid.task("/" + i, "gives " + names.get(i) + " a second value; it is given by its name too");
            }
            input.set(names.get(i), args.get(i));
        }
        return input.setAll(named);
    }

    private static boolean isAddress(JsonNode value) {
        return value.isTextual() && ADDRESS.matcher(value.textValue()).matches();
    }

    private static String tooMany(String type, List<String> names, int given) {
        return names.isEmpty()
                ? type + " takes no arguments by their places; give an input"
                : "must have at most " + names.size() + " elements, had " + given + "; " + type + " takes "
                        + String.join(", ", names);
    }
}
