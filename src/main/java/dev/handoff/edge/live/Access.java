package dev.handoff.edge.live;

import dev.handoff.edge.http.BadRequest;
import dev.handoff.edge.live.Choice.What;
import dev.handoff.edge.live.ScopedTokens.Grant;
import dev.handoff.task.TaskId;
import io.quarkus.security.ForbiddenException;
import jakarta.ws.rs.core.MultivaluedMap;
import java.util.HashSet;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/** What a request asks to follow, as far as its caller may. */
final class Access {

    private Access() {}

    /** @throws ForbiddenException the same for what is there and what isn't */
    static Set<Choice> allowed(Set<Choice> wanted, Optional<Grant> grant) {
        if (grant.isPresent() && !grant.get().scope().choices().containsAll(wanted)) {
            throw new ForbiddenException();
        }
        return wanted;
    }

    static void check(TaskId task, Optional<Grant> grant) {
        allowed(Set.of(Choice.of(task)), grant);
    }

    /**
     * What a query names. Nothing stands for everything that the caller may follow.
     *
     * @throws BadRequest if a parameter isn't known, or can't be understood
     */
    static Set<Choice> wanted(MultivaluedMap<String, String> query, Optional<Grant> grant) {
        var wanted = new HashSet<Choice>();
        query.forEach((name, values) -> {
            if (!name.equals(ScopedCaller.TOKEN)) {
                var what = what(name);
                values.forEach(value -> wanted.add(choice(name, what, value)));
            }
        });
        if (!wanted.isEmpty()) {
            return allowed(wanted, grant);
        }
        return grant.map(it -> it.scope().choices()).orElseGet(() -> Set.of(new Choice(What.NAME, "*")));
    }

    private static What what(String name) {
        for (var what : What.values()) {
            if (what.name().toLowerCase(Locale.ROOT).equals(name)) {
                return what;
            }
        }
        throw new BadRequest(name, "is no parameter here; known are task, group, type, name and subject");
    }

    /** @throws BadRequest if the text can't be understood */
    static Choice choice(String field, What what, String text) {
        try {
            return Choice.of(what, text);
        } catch (IllegalArgumentException malformed) {
            throw new BadRequest(field, malformed.getMessage(), text);
        }
    }

    /**
     * The id that a client has seen last.
     *
     * @param text null if there is none
     * @throws BadRequest if it is none of ours
     */
    static OptionalLong after(String field, String text) {
        if (text == null || text.isEmpty()) {
            return OptionalLong.empty();
        }
        if (!text.matches("[0-9]{1,16}")) {
            throw new BadRequest(field, "must be the id of an event of this server", text);
        }
        return OptionalLong.of(Long.parseLong(text));
    }
}
