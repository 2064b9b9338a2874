package dev.handoff.domain.search;

/** No provider can make a vector of the words. The message has the remedy, or what the provider says. */
public final class SearchUnavailable extends RuntimeException {

    SearchUnavailable(String message, Throwable cause) {
        super(message, cause);
    }

    SearchUnavailable(String message) {
        super(message);
    }
}
