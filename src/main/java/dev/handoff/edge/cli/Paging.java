package dev.handoff.edge.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.PrintWriter;
import java.util.HashMap;
import java.util.Map;
import picocli.CommandLine.Option;

/** How much of a list is shown, and from where on. */
final class Paging {

    /** What the server gives at a time. */
    private static final int MAX_PAGE = 1000;

    private static final String NEXT = "next_cursor";

    @Option(names = "--limit", paramLabel = "N", defaultValue = "20", description = "At most so many (default: 20).")
    private int limit = 20;

    @Option(names = "--cursor", paramLabel = "CURSOR", description = "Goes on where an earlier list ended.")
    private String cursor = "";

    /**
     * As many of the server's pages as it takes, as one.
     *
     * @param member the name of the list within a page
     * @param query what else is asked for; empty values are left out
     */
    ObjectNode read(Server server, String path, String member, Map<String, String> query) {
        if (limit < 1) {
            throw Refused.usage("--limit must be at least 1, was " + limit);
        }
        var lines = JsonNodeFactory.instance.arrayNode();
        var all = JsonNodeFactory.instance.objectNode();
        var asked = new HashMap<>(query);
        var next = cursor;
        do {
            asked.put("limit", Integer.toString(Math.min(MAX_PAGE, limit - lines.size())));
            asked.put("cursor", next);
            var page = server.get(path, asked);
            page.path(member).forEach(lines::add);
            next = page.path(NEXT).asText("");
        } while (!next.isEmpty() && lines.size() < limit);
        all.set(member, lines);
        return next.isEmpty() ? all : all.put(NEXT, next);
    }

    /** Says how to go on, if there is more. */
    static void tellMore(PrintWriter out, JsonNode page) {
        if (page.hasNonNull(NEXT)) {
            out.println("there are more; go on with --cursor " + page.path(NEXT).asText());
        }
    }
}
