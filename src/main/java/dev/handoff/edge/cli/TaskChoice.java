package dev.handoff.edge.cli;

import dev.handoff.task.TaskState;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import picocli.CommandLine.Option;

/** Which tasks, by what a list of them is narrowed by. */
final class TaskChoice {

    @Option(names = "--type", paramLabel = "TYPE", description = "Only of this type.")
    private String type;

    @Option(names = "--state", paramLabel = "STATE", description = "Only in this state: ${COMPLETION-CANDIDATES}.")
    private TaskState state;

    @Option(names = "--group", paramLabel = "GROUP", description = "Only members of this group.")
    private String group;

    @Option(
            names = "--from",
            paramLabel = "TIME",
            converter = TimeConverters.At.class,
            description = "Only submitted at this time or later: 2026-11-22T10:00, or with Z or an offset.")
    private Instant from;

    @Option(
            names = "--before",
            paramLabel = "TIME",
            converter = TimeConverters.At.class,
            description = "Only submitted before this time.")
    private Instant before;

    @Option(names = "--id", paramLabel = "DIGITS", description = "Only with an id that begins so.")
    private String id;

    @Option(names = "--route", paramLabel = "ROUTE", description = "Only of this route.")
    private String route;

    @Option(names = "--error", paramLabel = "TEXT", description = "Only with this in their error, in whatever case.")
    private String error;

    @Option(
            names = "--fingerprint",
            paramLabel = "DIGITS",
            description = "Only of this kind of error, as GET /api/errors tells it.")
    private String fingerprint;

    String type() {
        return type;
    }

    /** By the names of the API; those that are not given are left out. */
    Map<String, String> parameters() {
        var given = new TreeMap<String, String>();
        put(given, "type", type);
        put(given, "state", state);
        put(given, "group", group);
        put(given, "created_from", from);
        put(given, "created_before", before);
        put(given, "id", id);
        put(given, "route", route);
        put(given, "error", error);
        put(given, "fingerprint", fingerprint);
        return given;
    }

    private static void put(Map<String, String> given, String name, Object value) {
        if (value != null) {
            given.put(name, Objects.toString(value));
        }
    }
}
