package dev.handoff.engine.schedule;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.handoff.engine.TaskTypes;
import dev.handoff.kit.json.JsonFault;
import dev.handoff.task.Invalid;
import dev.handoff.task.NotFound;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** Reads schedules, and checks them as closely as submissions: a tick that fails at night has no caller to tell. */
final class ScheduleParser {

    private static final Set<String> MEMBERS =
            new TreeSet<>(Set.of("type", "cron", "zone", "input", "deadline_seconds"));

    // A path of a URL and the name of a job of Cloud Scheduler are made of it.
    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9-]{0,59}");

    private static final String UTC = "Etc/UTC";
    private static final long MIN_DEADLINE = Duration.ofMinutes(1).toSeconds();
    private static final long MAX_DEADLINE = Duration.ofDays(7).toSeconds();
    private static final long A_DAY = Duration.ofDays(1).toSeconds();

    private final TaskTypes types;
    private final ObjectMapper json;

    ScheduleParser(TaskTypes types, ObjectMapper json) {
        this.types = types;
        this.json = json;
    }

    /**
     * The schedules of a JSON object, by whose members they are named.
     *
     * @throws IllegalArgumentException that tells everything that is wrong, schedule by schedule
     */
    List<Schedule> read(String text) {
        var schedules = new ArrayList<Schedule>();
        var faults = new ArrayList<String>();
        for (var member : tree(text).properties()) {
            try {
                schedules.add(schedule(member.getKey(), member.getValue()));
            } catch (IllegalArgumentException | NotFound | Invalid wrong) {
                faults.add(member.getKey() + ": " + wrong.getMessage());
            }
        }
        if (!faults.isEmpty()) {
            throw new IllegalArgumentException(String.join("; ", faults));
        }
        return schedules;
    }

    private JsonNode tree(String text) {
        try {
            var tree = json.readerFor(JsonNode.class)
                    .with(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                    .with(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
                    .<JsonNode>readValue(text);
            if (!tree.isObject()) {
                throw new IllegalArgumentException("must be a JSON object such as {\"nightly\": {…}}, was " + text);
            }
            return tree;
        } catch (JsonProcessingException malformed) {
            throw new IllegalArgumentException("must be JSON: " + JsonFault.reason(malformed) + " at line "
                    + malformed.getLocation().getLineNr() + ", column "
                    + malformed.getLocation().getColumnNr());
        }
    }

    private Schedule schedule(String name, JsonNode definition) {
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException(
                    "a schedule's name must have 1 to 60 lower-case letters, digits or hyphens, and begin with a"
                            + " letter");
        }
        if (!definition.isObject()) {
            throw new IllegalArgumentException("must be an object with type and cron, was " + definition);
        }
        for (var member : definition.properties()) {
            if (!MEMBERS.contains(member.getKey())) {
                throw new IllegalArgumentException(
                        "unknown member " + member.getKey() + "; there are " + String.join(", ", MEMBERS));
            }
        }
        var type = types.get(text(definition, "type"));
        var zone = definition.has("zone") ? text(definition, "zone") : UTC;
        var cron = CronExpression.of(text(definition, "cron"), zone);
        var input = definition.has("input") ? definition.get("input") : JsonNodeFactory.instance.objectNode();
        types.check(type, input);
        return new Schedule(name, type.name(), cron, input, deadline(definition));
    }

    private static String text(JsonNode definition, String member) {
        var value = definition.path(member);
        if (!value.isTextual()) {
            throw new IllegalArgumentException(
                    member + " must be a text, " + (value.isMissingNode() ? "is missing" : "was " + value));
        }
        return value.textValue();
    }

    private static Duration deadline(JsonNode definition) {
        var value = definition.path("deadline_seconds");
        if (value.isMissingNode()) {
            return Duration.ofSeconds(A_DAY);
        }
        if (!value.canConvertToExactIntegral()
                || value.longValue() < MIN_DEADLINE
                || value.longValue() > MAX_DEADLINE) {
            throw new IllegalArgumentException("deadline_seconds must be a whole number from " + MIN_DEADLINE + " to "
                    + MAX_DEADLINE + ", was " + value);
        }
        return Duration.ofSeconds(value.longValue());
    }
}
