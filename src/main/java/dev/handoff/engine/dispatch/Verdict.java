package dev.handoff.engine.dispatch;

/** Whether a route takes new tasks of a type. */
public sealed interface Verdict {

    /** For people: which settings led to it. */
    String reason();

    /** It takes them. */
    record Takes(String reason) implements Verdict {}

    /** It leaves them to the next route. */
    record Passes(String reason) implements Verdict {}

    /** It should take them and can't, and nothing else may take them in its place. The reason tells the remedy. */
    record Broken(String reason) implements Verdict {}
}
