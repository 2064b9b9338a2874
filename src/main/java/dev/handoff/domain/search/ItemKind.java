package dev.handoff.domain.search;

import java.util.Locale;

/** What can be searched by meaning. */
public enum ItemKind {
    /** What somebody has written. */
    MESSAGE("author"),
    /** A piece of knowledge. */
    ATOM("title");

    private final String heading;

    ItemKind(String heading) {
        this.heading = heading;
    }

    /** The kind that is written like this; there must be one. */
    public static ItemKind of(String word) {
        return valueOf(word.toUpperCase(Locale.ROOT));
    }

    /** As rows, inputs and queries have it. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The field that stands above the content: an author or a title. */
    public String heading() {
        return heading;
    }
}
