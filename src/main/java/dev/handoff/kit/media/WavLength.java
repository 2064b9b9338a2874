package dev.handoff.kit.media;

import dev.handoff.task.TaskFailure;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.Set;

/** Compares the length that a WAV file declares with the one it has: ffmpeg silently takes what is there. */
final class WavLength {

    private static final int MAX_CHUNKS = 1_000;
    private static final int DATA = 0x61746164;

    // Written by programs that write into a pipe and can't go back to fill in the length: none, sox, ffmpeg.
    private static final Set<Long> UNKNOWN = Set.of(0L, 0x7FFFF000L, 0xFFFFFFFFL);

    private WavLength() {}

    /** @throws TaskFailure permanent, if the file ends before its sound does */
    static void check(Path file) throws TaskFailure, IOException {
        try (var channel = FileChannel.open(file)) {
            var header = ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN);
            long at = 12;
            for (int chunk = 0; chunk < MAX_CHUNKS && channel.read(header.clear(), at) == 8; chunk++) {
                long length = Integer.toUnsignedLong(header.getInt(4));
                if (header.getInt(0) == DATA) {
                    checkData(length, channel.size() - at - 8);
                    return;
                }
                at += 8 + length + (length & 1);
            }
            throw TaskFailure.permanent("the file is no sound WAV file: it has no data chunk");
        }
    }

    private static void checkData(long declared, long there) throws TaskFailure {
        if (declared > there && !UNKNOWN.contains(declared)) {
            throw TaskFailure.permanent("the file declares " + declared + " bytes of sound and has " + there
                    + ": it is cut off or damaged; upload it again");
        }
    }
}
