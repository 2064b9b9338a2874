package dev.handoff.edge.http;

import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Set;

/** What the holder of a key may do. Each may do what those before it may. */
public enum Role {
    /** Sees how tasks stand, and no inputs and results unless that is allowed. */
    VIEWER,
    /** Submits, cancels, retries, pauses. */
    OPERATOR,
    /** Changes rules and templates, deletes. */
    ADMIN;

    /** As it is written in settings and answers. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /**
     * The roles that paths ask for.
     *
     * @param viewersSeeData whether viewers see inputs and results
     */
    public Set<String> opens(boolean viewersSeeData) {
        var opened = new LinkedHashSet<>(Set.of(Caller.API, Caller.VIEWER));
        if (this != VIEWER || viewersSeeData) {
            opened.add(Caller.DATA);
        }
        if (this != VIEWER) {
            opened.add(Caller.OPERATOR);
        }
        if (this == ADMIN) {
            opened.add(Caller.ADMIN);
        }
        return opened;
    }
}
