package dev.handoff.edge.http;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** A caller sends it back to get the next page. It consists of texts without line breaks. */
public final class Cursor {

    private Cursor() {}

    /**
     * Where the next page begins; empty if this was the last.
     *
     * @param limit what a page has if another may follow
     * @param place what tells the last line of the page from all others, in the order of the list
     */
    public static <T> Optional<String> next(List<T> page, int limit, Function<T, List<String>> place) {
        return page.size() < limit ? Optional.empty() : Optional.of(of(place.apply(page.getLast())));
    }

    static String of(List<String> parts) {
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(String.join("\n", parts).getBytes(StandardCharsets.UTF_8));
    }

    /**
     * Reads the parameter {@code cursor}.
     *
     * @param read makes something of as many parts as there were, without control characters, or throws an exception
     * @throws BadRequest if it isn't one
     */
    public static <T> Optional<T> read(Query query, int parts, Function<String[], T> read) {
        return query.value("cursor").map(text -> {
            try {
                var given = new String(Base64.getUrlDecoder().decode(text), StandardCharsets.UTF_8).split("\n", -1);
                if (given.length == parts && isText(given)) {
                    return read.apply(given);
                }
            } catch (RuntimeException malformed) {
                // Answered below, like one of the wrong length.
            }
            throw new BadRequest("cursor", "must be the next_cursor of an earlier page", text);
        });
    }

    /** PostgreSQL would not take everything. */
    private static boolean isText(String[] parts) {
        return Arrays.stream(parts).flatMapToInt(String::chars).noneMatch(Character::isISOControl);
    }
}
