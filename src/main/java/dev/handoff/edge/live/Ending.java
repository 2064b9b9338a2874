package dev.handoff.edge.live;

/**
 * Why a client is closed.
 *
 * <p>The codes are those of RFC 6455 and its registry.
 */
enum Ending {
    /** It has gone by itself. */
    GONE(1000, "goodbye"),
    /** Its stream has lasted for long enough: whether anybody reads it can't be told. */
    RENEWED(1000, "ask again and resume"),
    /** It has given no sign of life, or taken none. */
    SILENT(1001, "no sign of life"),
    /** It sent something else than text. */
    NOT_TEXT(1003, "messages are JSON texts"),
    /** What let it in has ended. */
    EXPIRED(1008, "the token has ended; ask for a new one and resume"),
    /** It sent more than a message may have. */
    TOO_LONG(1009, "a message is too long"),
    /** The instance ends. */
    DRAINING(1012, "this instance ends; connect again and resume"),
    /** More waits for it than may wait, or there are too many clients. */
    SLOW(1013, "too much waits to be read; connect again and resume"),
    /** There are too many clients. */
    FULL(1013, "too many clients follow here; connect again later");

    private final int code;
    private final String reason;

    Ending(int code, String reason) {
        this.code = code;
        this.reason = reason;
    }

    int code() {
        return code;
    }

    String reason() {
        return reason;
    }
}
