package dev.handoff.kit.provider.model;

import com.fasterxml.jackson.databind.JsonNode;
import dev.handoff.kit.provider.model.Interview.Unfit;

/** Text of one line in an answer. */
public final class Line {

    private Line() {}

    /**
     * Reads a field, without the space around it.
     *
     * @param most characters, which are Unicode code points
     * @throws Unfit if it is no text, blank, too long, or holds characters that break the line or reorder it
     */
    public static String of(JsonNode answer, String field, int most) throws Unfit {
        var value = answer.path(field);
        if (!value.isTextual() || value.textValue().isBlank()) {
            throw new Unfit(field + " is missing or empty");
        }
        var text = value.textValue().strip();
        int length = text.codePointCount(0, text.length());
        if (length > most) {
            throw new Unfit(field + " has " + length + " characters, at most " + most + " are allowed");
        }
        if (text.codePoints().anyMatch(Line::breaks)) {
            throw new Unfit(field + " holds a line break or another control character");
        }
        return text;
    }

    /** Zero-width joiners pass, because emoji are made with them. */
    private static boolean breaks(int character) {
        return switch (Character.getType(character)) {
            case Character.CONTROL, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR, Character.SURROGATE ->
                true;
            default -> reorders(character);
        };
    }

    private static boolean reorders(int character) {
        return character >= 0x202A && character <= 0x202E || character >= 0x2066 && character <= 0x2069;
    }
}
