package dev.handoff.kit.media;

import dev.handoff.kit.text.Text;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a published sound says about itself. Texts may hold anything; control characters but line ends become spaces.
 *
 * @param tags of at most 10,000 code points each
 * @param chapters in order, not overlapping; there may be none
 */
public record Metadata(Map<Tag, String> tags, List<Chapter> chapters) {

    private static final int MAX_TAG_LENGTH = 10_000;

    public Metadata {
        tags = Map.copyOf(tags);
        chapters = List.copyOf(chapters);
        tags.forEach((tag, text) -> {
            int length = text.codePointCount(0, text.length());
            if (length > MAX_TAG_LENGTH) {
                throw new IllegalArgumentException(
                        "the " + tag.key() + " must have at most " + MAX_TAG_LENGTH + " characters, had " + length);
            }
        });
        double end = 0;
        for (var chapter : chapters) {
            if (chapter.start() < end) {
                throw new IllegalArgumentException("the chapter " + chapter.title() + " must not begin before the one"
                        + " before it ends, at " + end + " s, was at " + chapter.start() + " s");
            }
            end = chapter.end();
        }
    }

    /**
     * The same in the file format of ffmpeg's demuxer ffmetadata: a line for each key and its value, in which a backslash
     * takes the meaning of whatever follows it. Titles of chapters that are too long for the format of the sound are shortened.
     *
     * @throws IllegalArgumentException if that format can't list so many chapters
     */
    String text(AudioFormat format) {
        if (chapters.size() > format.mostChapters()) {
            throw new IllegalArgumentException("there must be at most " + format.mostChapters() + " chapters in "
                    + format.ending() + ", were " + chapters.size());
        }
        var text = new StringBuilder(";FFMETADATA1\n");
        new TreeMap<>(tags).forEach((tag, value) -> line(text, tag.key(), value));
        for (var chapter : chapters) {
            text.append("[CHAPTER]\nTIMEBASE=1/1000\n");
            text.append("START=").append(milliseconds(chapter.start())).append('\n');
            text.append("END=").append(milliseconds(chapter.end())).append('\n');
            line(text, "title", Text.fittedToBytes(chapter.title().replaceAll("\\R", " "), format.longestTitle()));
        }
        return text.toString();
    }

    private static void line(StringBuilder text, String key, String value) {
        var printable = value.replaceAll("\\R", "\n").replaceAll("[\\p{Cntrl}&&[^\n]]", " ");
        text.append(key)
                .append('=')
                .append(printable.replaceAll("[=;#\\\\\n]", "\\\\$0"))
                .append('\n');
    }

    private static long milliseconds(double seconds) {
        return Math.round(seconds * 1000);
    }
}
