package dev.handoff.domain.search;

import java.util.Locale;

/** What can be searched by meaning. */
public enum ItemKind {
    /** A text that a person has written. */
    MESSAGE("author"),
    /** A piece of knowledge. */
    ATOM("title");

    private final String heading;

    ItemKind(String heading) {
        this.heading = heading;
    }

    /** The kind of this word, which must exist. */
    public static ItemKind of(String word) {
        return valueOf(word.toUpperCase(Locale.ROOT));
    }

    /** Its word in rows, inputs and queries. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The name of the field beside the content: the author or the title. */
    public String heading() {
        return heading;
    }
}
