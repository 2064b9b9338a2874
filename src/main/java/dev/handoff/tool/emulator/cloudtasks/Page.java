package dev.handoff.tool.emulator.cloudtasks;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.NavigableMap;
import java.util.function.Function;

/**
 * A part of a list.
 *
 * @param next what to ask for the following part with; empty if there is none, as in the API
 */
record Page<V>(List<V> entries, String next) {

    /**
     * @param size as a caller asked for it; 0 means the most there may be
     * @param token what an earlier page said, or empty
     * @throws ApiError if the size is negative or the token is not from here
     */
    static <K, V> Page<V> of(
            NavigableMap<K, V> all,
            Function<K, String> text,
            Function<String, K> key,
            int size,
            int most,
            String token) {
        if (size < 0) {
            throw ApiError.invalid("Page size cannot be negative. It was " + size + ".");
        }
        int wanted = size == 0 ? most : Math.min(size, most);
        var rest = token.isEmpty() ? all : all.tailMap(key.apply(decoded(token)), false);
        var keys = rest.keySet().stream().limit(wanted).toList();
        var more = keys.size() < rest.size();
        return new Page<>(keys.stream().map(rest::get).toList(), more ? encoded(text.apply(keys.getLast())) : "");
    }

    private static String encoded(String text) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    private static String decoded(String token) {
        try {
            return new String(Base64.getUrlDecoder().decode(token), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw ApiError.invalid("Page token is not one that a list had. It was \"" + token + "\".");
        }
    }
}
