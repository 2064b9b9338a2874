package dev.handoff.edge.http.monitoring;

/** There is no rule of this id: 404. */
public final class RuleNotFound extends RuntimeException {

    RuleNotFound(String id) {
        super("no rule " + id);
    }
}
