package dev.handoff.kit.media;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The table of contents of an MP3 file, by which players list its chapters: the frame CTOC of its ID3 tag.
 *
 * <p>A table counts its entries in one byte, and so does ffmpeg, beginning again after 255: of 300 chapters, players that go by
 * the table would show 44. Tables may hold tables, so more chapters than one can count are spread over several.
 *
 * @see <a href="https://id3.org/id3v2-chapters-1.0">ID3v2 Chapter Frame Addendum</a>
 */
final class TableOfContents {

    /** The most entries that one table can count. */
    static final int MAX_ENTRIES = 255;

    private static final int HEADER = 10;
    private static final String FRAME = "CTOC";
    private static final String TOP = "toc";
    private static final int ORDERED = 1;
    private static final int TOP_LEVEL = 2;

    private TableOfContents() {}

    /** Gives a file that ffmpeg has made a table that lists all of its chapters. */
    static void complete(Path file) throws IOException {
        var whole = Files.createTempFile(file.toAbsolutePath().getParent(), "tagged-", null);
        try (var in = Files.newInputStream(file);
                var out = Files.newOutputStream(whole)) {
            var header = in.readNBytes(HEADER);
            var frames = in.readNBytes(size(header));
            int start = table(frames);
            int end = start + HEADER + ByteBuffer.wrap(frames).getInt(start + FRAME.length());
            var tables = tables(entries(Arrays.copyOfRange(frames, start + HEADER, end)));
            out.write(header, 0, HEADER - Integer.BYTES);
            out.write(sevenBitsEach(frames.length - (end - start) + tables.length));
            out.write(frames, 0, start);
            out.write(tables);
            out.write(frames, end, frames.length - end);
            in.transferTo(out);
        }
        Files.move(whole, file, StandardCopyOption.REPLACE_EXISTING);
    }

    /** Where the table's frame begins. */
    private static int table(byte[] frames) {
        var tag = ByteBuffer.wrap(frames);
        int at = 0;
        while (!new String(frames, at, FRAME.length(), StandardCharsets.US_ASCII).equals(FRAME)) {
            at += HEADER + tag.getInt(at + FRAME.length());
        }
        return at;
    }

    /** The names of the chapters in a table, which stand after its own name and two bytes. */
    private static List<String> entries(byte[] table) {
        var text = new String(table, StandardCharsets.ISO_8859_1);
        return List.of(text.substring(text.indexOf('\0') + 3).split("\0"));
    }

    private static byte[] tables(List<String> chapters) {
        var parts = new ArrayList<List<String>>();
        for (int i = 0; i < chapters.size(); i += MAX_ENTRIES) {
            parts.add(chapters.subList(i, Math.min(i + MAX_ENTRIES, chapters.size())));
        }
        var tables = new ByteArrayOutputStream();
        var names = new ArrayList<String>();
        parts.forEach(_ -> names.add(TOP + names.size()));
        tables.writeBytes(frame(TOP, TOP_LEVEL | ORDERED, names));
        for (int i = 0; i < parts.size(); i++) {
            tables.writeBytes(frame(names.get(i), ORDERED, parts.get(i)));
        }
        return tables.toByteArray();
    }

    private static byte[] frame(String name, int flags, List<String> entries) {
        var body = new ByteArrayOutputStream();
        body.writeBytes(text(name));
        body.write(flags);
        body.write(entries.size());
        entries.forEach(entry -> body.writeBytes(text(entry)));
        return ByteBuffer.allocate(HEADER + body.size())
                .put(FRAME.getBytes(StandardCharsets.US_ASCII))
                .putInt(body.size())
                .putShort((short) 0)
                .put(body.toByteArray())
                .array();
    }

    private static byte[] text(String ended) {
        return (ended + "\0").getBytes(StandardCharsets.ISO_8859_1);
    }

    /** Of all frames, from the header of the tag. */
    private static int size(byte[] header) {
        int size = 0;
        for (int i = HEADER - Integer.BYTES; i < HEADER; i++) {
            size = size << 7 | header[i];
        }
        return size;
    }

    private static byte[] sevenBitsEach(int size) {
        return new byte[] {
            (byte) (size >> 21 & 0x7f), (byte) (size >> 14 & 0x7f), (byte) (size >> 7 & 0x7f), (byte) (size & 0x7f)
        };
    }
}
