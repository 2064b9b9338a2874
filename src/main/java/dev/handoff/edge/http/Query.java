package dev.handoff.edge.http;

import jakarta.ws.rs.core.MultivaluedMap;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.Pattern;

/** The parameters of a list. What isn't understood is refused, instead of listing something else. */
public final class Query {

    private static final Pattern LIMIT = Pattern.compile("[0-9]{1,4}");
    private static final int MAX_LIMIT = 1000;
    private static final int USUAL = 50;

    private final MultivaluedMap<String, String> parameters;

    /** @throws BadRequest if there is a parameter that isn't known, or one that is given twice */
    public Query(MultivaluedMap<String, String> parameters, Set<String> known) {
        parameters.forEach((name, values) -> {
            if (!known.contains(name)) {
                throw new BadRequest(
                        name, "is no parameter of a list; known are " + String.join(", ", new TreeSet<>(known)));
            }
            if (values.size() > 1) {
                throw new BadRequest(name, "must be given once, was given " + values.size() + " times");
            }
        });
        this.parameters = parameters;
    }

    public Optional<String> value(String name) {
        return Optional.ofNullable(parameters.getFirst(name));
    }

    public Optional<String> matching(String name, Pattern form) {
        return value(name).map(text -> {
            if (!form.matcher(text).matches()) {
                throw new BadRequest(name, "must match " + form, text);
            }
            return text;
        });
    }

    /** @param written how a constant is written in the query */
    public <E> Optional<E> oneOf(String name, E[] constants, Function<E, String> written) {
        return value(name).map(text -> Arrays.stream(constants)
                .filter(constant -> written.apply(constant).equals(text))
                .findFirst()
                .orElseThrow(() -> new BadRequest(
                        name,
                        "must be one of "
                                + Arrays.stream(constants).map(written).toList(),
                        text)));
    }

    public Optional<Instant> moment(String name) {
        return value(name).map(text -> Moment.parse(text)
                .orElseThrow(() -> new BadRequest(name, Moment.FORM + " (write a plus as %2B)", text)));
    }

    public int limit() {
        return value("limit")
                .map(text -> {
                    int limit = LIMIT.matcher(text).matches() ? Integer.parseInt(text) : 0;
                    if (limit < 1 || limit > MAX_LIMIT) {
                        throw new BadRequest("limit", "must be a whole number from 1 to " + MAX_LIMIT, text);
                    }
                    return limit;
                })
                .orElse(USUAL);
    }
}
