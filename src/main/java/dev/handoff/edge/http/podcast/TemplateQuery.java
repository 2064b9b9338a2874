package dev.handoff.edge.http.podcast;

import dev.handoff.edge.http.BadRequest;
import dev.handoff.edge.http.Query;
import jakarta.ws.rs.core.MultivaluedMap;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The parameters of a list of templates.
 *
 * @param after the last id of the page before; empty for the first page
 */
record TemplateQuery(Optional<String> after, int limit) {

    private static final Set<String> KNOWN = Set.of("limit", "cursor");
    private static final Pattern ID = Pattern.compile("[A-Za-z0-9._-]{1,100}");

    /** @throws BadRequest with the parameter, its value and what is allowed */
    static TemplateQuery of(MultivaluedMap<String, String> parameters) {
        var query = new Query(parameters, KNOWN);
        return new TemplateQuery(query.value("cursor").map(TemplateQuery::id), query.limit());
    }

    /** What a caller sends back to get the page that begins after this template. */
    static String cursorAfter(String id) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(id.getBytes(StandardCharsets.US_ASCII));
    }

    private static String id(String cursor) {
        try {
            var id = new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.US_ASCII);
            if (ID.matcher(id).matches()) {
                return id;
            }
        } catch (IllegalArgumentException malformed) {
            // Answered below, like one that holds something else.
        }
        throw new BadRequest("cursor", "must be the next_cursor of an earlier page", cursor);
    }
}
