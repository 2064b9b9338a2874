package dev.handoff.kit.media;

/**
 * A part of a published sound that players can jump to.
 *
 * @param title of at most 500 code points; control characters become spaces
 * @param start in seconds
 * @param end in seconds
 */
public record Chapter(String title, double start, double end) {

    private static final int MAX_TITLE_LENGTH = 500;

    public Chapter {
        int length = title.codePointCount(0, title.length());
        if (length == 0 || length > MAX_TITLE_LENGTH) {
            throw new IllegalArgumentException(
                    "the title of a chapter must have 1 to " + MAX_TITLE_LENGTH + " characters, had " + length);
        }
        if (!(start >= 0 && end > start && Double.isFinite(end))) {
            throw new IllegalArgumentException("the chapter at " + start + " s must end later, was " + end + " s");
        }
    }
}
