package dev.handoff.tool.emulator;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** What is wrong with the identity tokens that targets get. */
public enum TokenFault {
    NONE,
    /** Signed by another key, under the id of the right one. */
    FORGED,
    /** Was valid until an hour ago. */
    EXPIRED,
    /** For another audience. */
    WRONG_AUDIENCE,
    /** Of another service account. */
    WRONG_EMAIL;

    /** As people write it, such as {@code wrong-audience}. */
    public String text() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    static Optional<TokenFault> named(String text) {
        return Arrays.stream(values())
                .filter(fault -> fault.text().equals(text))
                .findFirst();
    }

    static String names() {
        return Arrays.stream(values()).map(TokenFault::text).collect(Collectors.joining(", "));
    }
}
