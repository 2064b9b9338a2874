package dev.handoff.edge.live;

import dev.handoff.task.GroupId;
import dev.handoff.task.Invalid;
import dev.handoff.task.TaskId;
import io.quarkus.runtime.configuration.DurationConverter;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What a token is asked for. */
@Schema(name = "LiveScope", description = "What the holder of a token may follow")
record ScopeBody(
        @Schema(description = "Ids of tasks") Optional<List<String>> tasks,

        @Schema(description = "Ids of groups, with their members")
        Optional<List<String>> groups,

        @Schema(description = "Objects of a domain, such as the id of a run")
        Optional<List<String>> subjects,

        @Schema(description = "How long the token is good for, at most 24h", defaultValue = "15m", examples = "15m")
        Optional<String> ttl) {

    /** How much a token may open; more would not fit into an address. */
    static final int MAX_IDS = 50;

    static final Duration MIN_TTL = Duration.ofSeconds(1);
    static final Duration MAX_TTL = Duration.ofHours(24);
    static final Duration USUAL_TTL = Duration.ofMinutes(15);

    private static final Pattern SUBJECT = Pattern.compile("\\P{Cntrl}{1,100}");

    Scope scope() {
        var scope = new Scope(
                ids("tasks", tasks, "the id of a task", TaskId::parse),
                ids("groups", groups, "the id of a group", GroupId::parse),
                ids("subjects", subjects, "a text of 1 to 100 characters", ScopeBody::subject));
        if (scope.size() < 1 || scope.size() > MAX_IDS) {
            throw invalid(
                    "",
                    "must name 1 to " + MAX_IDS + " tasks, groups and subjects, named " + scope.size()
                            + "; a group stands for all of its members");
        }
        return scope;
    }

    Duration lifetime() {
        return ttl.map(ScopeBody::lifetime).orElse(USUAL_TTL);
    }

    private static Duration lifetime(String text) {
        try {
            // Nothing is read as null.
            var given = Objects.requireNonNullElse(DurationConverter.parseDuration(text), Duration.ZERO);
            if (given.compareTo(MIN_TTL) >= 0 && given.compareTo(MAX_TTL) <= 0) {
                return given;
            }
        } catch (IllegalArgumentException malformed) {
            // The same answer as for one that is too long.
        }
        throw invalid("/ttl", "must be a duration from 1s to 24h, such as 15m, was \"" + text + "\"");
    }

    private static <T> Set<T> ids(String field, Optional<List<String>> given, String what, Function<String, T> parse) {
        var ids = new HashSet<T>();
        var texts = given.orElse(List.of());
        for (int i = 0; i < texts.size(); i++) {
            try {
                ids.add(parse.apply(texts.get(i)));
            } catch (IllegalArgumentException | NullPointerException malformed) {
                throw invalid("/" + field + "/" + i, "must be " + what + ", was \"" + texts.get(i) + "\"");
            }
        }
        return ids;
    }

    static String subject(String text) {
        if (!SUBJECT.matcher(text).matches()) {
            throw new IllegalArgumentException(text);
        }
        return text;
    }

    private static Invalid invalid(String field, String message) {
        return Invalid.of("scope", field, message);
    }
}
