package dev.handoff.api;

/** What a request wants to change is not as the request says that it is: 412. */
final class PreconditionFailed extends RuntimeException {

    /** @param remedy in a sentence that says what was found */
    PreconditionFailed(String remedy) {
        super(remedy);
    }
}
