package dev.handoff.kit.media;

import dev.handoff.task.TaskFailure;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;

/**
 * Compares the length that a WAV file declares with the one it has: ffmpeg silently takes what is there, and nothing that
 * lies behind.
 *
 * @param open whether the sound goes on to the file's end, whatever the header says
 * @param seconds of sound that the file has
 */
record WavLength(boolean open, double seconds) {

    private static final int MAX_CHUNKS = 1_000;
    private static final int CHUNK = 8;
    private static final int FIRST_CHUNK = 12;
    private static final int DATA = mark("data");
    private static final int FORMAT = mark("fmt ");
    // In RF64 and BW64, the sizes that 32 bits can't hold.
    private static final int SIZES = mark("ds64");
    private static final long IN_SIZES = 0xFFFFFFFFL;

    // Programs that write into a pipe, or crash, leave a greatest number in the header, less the header itself.
    private static final long SLACK_OF_A_GREATEST = 1 << 16;
    private static final long SIGNED = 0x80000000L;
    private static final long UNSIGNED = 0xFFFFFFFFL;

    // Some count the header as sound, or round up to blocks. Nothing is missing then.
    private static final long MISCOUNTED_BYTES = 4096;
    private static final double MISCOUNTED_SECONDS = 0.1;

    /**
     * @param at where the file begins behind tags
     * @throws TaskFailure permanent, if the file ends before its sound does
     */
    static WavLength of(Path file, long at) throws TaskFailure, IOException {
        try (var channel = FileChannel.open(file)) {
            return new Reader(channel).length(at + FIRST_CHUNK);
        }
    }

    private static int mark(String name) {
        return name.charAt(0) | name.charAt(1) << 8 | name.charAt(2) << 16 | name.charAt(3) << 24;
    }

    private static final class Reader {

        private final FileChannel channel;
        private final ByteBuffer bytes = ByteBuffer.allocate(CHUNK).order(ByteOrder.LITTLE_ENDIAN);
        private long bytesASecond;
        private long longSize = IN_SIZES;

        Reader(FileChannel channel) {
            this.channel = channel;
        }

        WavLength length(long first) throws TaskFailure, IOException {
            long at = first;
            for (int chunk = 0; chunk < MAX_CHUNKS && read(at); chunk++) {
                int name = bytes.getInt(0);
                long size = Integer.toUnsignedLong(bytes.getInt(4));
                if (name == DATA) {
                    return data(size == IN_SIZES ? longSize : size, at + CHUNK);
                } else if (name == FORMAT && read(at + CHUNK + 8)) {
                    bytesASecond = Integer.toUnsignedLong(bytes.getInt(0));
                } else if (name == SIZES && read(at + CHUNK + 8)) {
                    longSize = bytes.getLong(0);
                }
                at += CHUNK + size + (size & 1);
            }
            throw TaskFailure.permanent("the file is no sound WAV file: it has no data chunk");
        }

        private WavLength data(long declared, long at) throws TaskFailure, IOException {
            long there = channel.size() - at;
            boolean unknown = declared <= 0 && !isChunk(at) || isGreatest(declared);
            long miscounted = Math.max(MISCOUNTED_BYTES, (long) (bytesASecond * MISCOUNTED_SECONDS));
            if (!unknown && declared - there > (there > 0 ? miscounted : 0)) {
                throw TaskFailure.permanent("the file declares " + declared + " bytes of sound and has " + there
                        + ": it is cut off or damaged; upload it again");
            }
            long rest = there - declared;
            boolean open = unknown || rest < 0 || rest > miscounted && !isChunk(at + declared + (declared & 1));
            return new WavLength(open, bytesASecond == 0 ? 0 : (open ? there : declared) / (double) bytesASecond);
        }

        private static boolean isGreatest(long size) {
            return size > SIGNED - SLACK_OF_A_GREATEST && size <= SIGNED
                    || size > UNSIGNED - SLACK_OF_A_GREATEST && size <= UNSIGNED;
        }

        /** Whether there is a name of four readable letters and a size that the file has room for. */
        private boolean isChunk(long at) throws IOException {
            if (!read(at)) {
                return false;
            }
            for (int letter = 0; letter < 4; letter++) {
                if (bytes.get(letter) < ' ' || bytes.get(letter) == 0x7f) {
                    return false;
                }
            }
            return Integer.toUnsignedLong(bytes.getInt(4)) <= channel.size() - at;
        }

        private boolean read(long at) throws IOException {
            return channel.read(bytes.clear(), at) == CHUNK;
        }
    }
}
