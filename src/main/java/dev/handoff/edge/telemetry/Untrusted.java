package dev.handoff.edge.telemetry;

import dev.handoff.kit.text.Text;

/** Text from outside, made fit for a log: it can neither end a line nor steer a terminal nor fill a disk. */
final class Untrusted {

    private static final int MAX_LENGTH = 500;

    private Untrusted() {}

    static String shortened(String text) {
        return Text.shortened(text, MAX_LENGTH);
    }

    static String escaped(String text) {
        var escaped = new StringBuilder(text.length() + 16);
        text.codePoints().forEach(c -> {
            switch (c) {
                case '"', '\\' -> escaped.append('\\').appendCodePoint(c);
                case '\n' -> escaped.append("\\n");
                case '\r' -> escaped.append("\\r");
                case '\t' -> escaped.append("\\t");
                default -> {
                    if (invisible(c)) {
                        escaped.append("\\u{%x}".formatted(c));
                    } else {
                        escaped.appendCodePoint(c);
                    }
                }
            }
        });
        return escaped.toString();
    }

    // JSON's own rules spare DEL, the C1 controls that terminals obey, U+2028 and the marks that turn text around.
    private static boolean invisible(int c) {
        return switch (Character.getType(c)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR,
                    Character.SURROGATE,
                    Character.UNASSIGNED -> true;
            default -> false;
        };
    }
}
