package dev.handoff.api;

/** There is no rule of this id: 404. */
final class RuleNotFound extends RuntimeException {

    RuleNotFound(String id) {
        super("no rule " + id);
    }
}
