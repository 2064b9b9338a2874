package dev.handoff.kit.media;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Set;

/**
 * The first bytes of a file behind its ID3 tags, of which there may be several, with a picture each.
 *
 * @param at where the tags end
 */
record Beginning(Path file, long at, byte[] bytes) {

    // As far as ffmpeg looks for a frame.
    private static final int BYTES = 64 << 10;
    private static final int MAX_TAGS = 10;
    private static final int TAG_HEADER = 10;
    private static final int HAS_FOOTER = 0x10;

    private static final int MAX_ATOMS = 100;
    private static final int ATOM_HEADER = 16;
    private static final long SIZE_IS_LONG = 1;
    // QuickTime has none of the first, which came with MPEG-4.
    private static final Set<String> KNOWN = Set.of("ftyp", "moov", "mdat");
    private static final Set<String> SKIPPED = Set.of("wide", "free", "skip", "pnot", "junk");

    static Beginning of(Path file) throws IOException {
        try (var channel = FileChannel.open(file)) {
            long at = 0;
            for (int tag = 0; tag < MAX_TAGS; tag++) {
                long length = tag(read(channel, at, TAG_HEADER));
                if (length == 0) {
                    break;
                }
                at += length;
            }
            return new Beginning(file, at, read(channel, at, BYTES));
        }
    }

    /** The length of a tag with its header; 0 if it is none. Seven bits of each byte count. */
    private static long tag(byte[] header) {
        if (header.length < TAG_HEADER || !Container.has(header, 0, "ID3")) {
            return 0;
        }
        long length = TAG_HEADER;
        for (int digit = 6; digit < TAG_HEADER; digit++) {
            length += (long) (header[digit] & 0x7f) << 7 * (TAG_HEADER - 1 - digit);
        }
        return length + ((header[5] & HAS_FOOTER) == 0 ? 0 : TAG_HEADER);
    }

    /** Whether it is made of the atoms of QuickTime, each with a size that leads to the next. */
    boolean isQuickTime() throws IOException {
        try (var channel = FileChannel.open(file)) {
            long atom = at;
            for (int atoms = 0; atoms < MAX_ATOMS; atoms++) {
                var header = read(channel, atom, ATOM_HEADER);
                if (header.length < 8) {
                    return false;
                }
                var name = new String(header, 4, 4, StandardCharsets.ISO_8859_1);
                if (KNOWN.contains(name)) {
                    return true;
                }
                long size = size(header);
                if (!SKIPPED.contains(name) || size < 8) {
                    return false;
                }
                atom += size;
            }
            return false;
        }
    }

    private static long size(byte[] header) {
        long size = Integer.toUnsignedLong(ByteBuffer.wrap(header).getInt());
        return size == SIZE_IS_LONG && header.length == ATOM_HEADER
                ? ByteBuffer.wrap(header).getLong(8)
                : size;
    }

    private static byte[] read(FileChannel channel, long at, int most) throws IOException {
        var bytes = ByteBuffer.allocate(most);
        while (bytes.hasRemaining() && channel.read(bytes, at + bytes.position()) > 0) {}
        return Arrays.copyOf(bytes.array(), bytes.position());
    }
}
