package dev.handoff.domain.search;

/** Nobody can make a vector of what is looked for; the message has the remedy, or what the provider says. */
public final class SearchUnavailable extends RuntimeException {

    SearchUnavailable(String message, Throwable cause) {
        super(message, cause);
    }

    SearchUnavailable(String message) {
        super(message);
    }
}
