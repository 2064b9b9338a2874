package dev.handoff.kit.provider.speech.moonshine;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** What the model's tokens stand for: a line each, whose number is the token. */
final class Vocabulary {

    // 0 to 2 mark unknown text, beginning and end. Then come the 256 bytes, for what no line spells.
    private static final int FIRST_BYTE = 3;
    private static final int FIRST_PIECE = FIRST_BYTE + 256;
    private static final char SPACE = '\u2581';

    private final List<String> pieces;

    private Vocabulary(List<String> pieces) {
        this.pieces = pieces;
    }

    static Vocabulary read(Path file) throws IOException {
        // A line may end in characters that other readers of lines take for its end.
        return new Vocabulary(List.of(Files.readString(file).split("\n", -1)));
    }

    /** Tokens that stand for no text, such as those that the model's authors added at the end, are left out. */
    String text(List<Integer> tokens) {
        // Only the bytes of all tokens together are certain to be UTF-8.
        var bytes = new ByteArrayOutputStream();
        for (int token : tokens) {
            if (token >= FIRST_PIECE && token < pieces.size()) {
                bytes.writeBytes(pieces.get(token).replace(SPACE, ' ').getBytes(StandardCharsets.UTF_8));
            } else if (token >= FIRST_BYTE && token < FIRST_PIECE) {
                bytes.write(token - FIRST_BYTE);
            }
        }
        return bytes.toString(StandardCharsets.UTF_8).strip();
    }
}
