package dev.handoff.edge.http;

/** What a request wants to change is not as the request says that it is: 412. */
public final class PreconditionFailed extends RuntimeException {

    /** @param remedy in a sentence that says what was found */
    public PreconditionFailed(String remedy) {
        super(remedy);
    }
}
