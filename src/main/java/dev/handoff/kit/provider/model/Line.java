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
     * @throws Unfit if it is no text, blank, too long, or holds characters that break the line, reorder it or show nothing
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
        if (hides(text)) {
            throw new Unfit(field + " holds a character that shows nothing");
        }
        return text;
    }

    private static boolean breaks(int character) {
        return switch (Character.getType(character)) {
            case Character.CONTROL, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR, Character.SURROGATE ->
                true;
            default -> reorders(character);
        };
    }

    /**
     * Whether something is written that no reader sees. Joiners and variants are a part of spelling, where there is one
     * between letters of a script that has them, or signs of an emoji.
     */
    private static boolean hides(String text) {
        var characters = text.codePoints().toArray();
        for (int i = 0; i < characters.length; i++) {
            int before = i == 0 ? ' ' : characters[i - 1];
            int after = i + 1 == characters.length ? ' ' : characters[i + 1];
            boolean seen = isJoiner(characters[i])
                    ? joins(before) && joins(after)
                    : isVariant(characters[i]) ? varies(before, characters[i]) : isSeen(characters[i]);
            if (!seen) {
                return true;
            }
        }
        return false;
    }

    private static boolean isJoiner(int character) {
        return character == 0x200C || character == 0x200D;
    }

    private static boolean joins(int neighbour) {
        return neighbour > 0x7F && !isJoiner(neighbour) && !Character.isWhitespace(neighbour);
    }

    private static boolean isVariant(int character) {
        return character >= 0xFE00 && character <= 0xFE0F || character >= 0xE0100 && character <= 0xE01EF;
    }

    /** The many variants are of Chinese characters. */
    private static boolean varies(int before, int variant) {
        return variant > 0xFFFF
                ? Character.isIdeographic(before)
                : before != ' ' && !isVariant(before) && !isJoiner(before);
    }

    /** Marks of direction are seen by what they do to their neighbours, and Arabic has signs above numbers. */
    private static boolean isSeen(int character) {
        return switch (character) {
            case 0x200E, 0x200F, 0x061C -> true;
            // Fillers and blanks that are letters or marks by their category.
            case 0x034F, 0x115F, 0x1160, 0x17B4, 0x17B5, 0x2800, 0x3164, 0xFFA0 -> false;
            default ->
                switch (Character.getType(character)) {
                    case Character.FORMAT -> Character.UnicodeScript.of(character) == Character.UnicodeScript.ARABIC;
                    case Character.PRIVATE_USE -> false;
                    default -> true;
                };
        };
    }

    private static boolean reorders(int character) {
        return character >= 0x202A && character <= 0x202E || character >= 0x2066 && character <= 0x2069;
    }
}
