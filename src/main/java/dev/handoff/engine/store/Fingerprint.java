package dev.handoff.engine.store;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.regex.Pattern;

/** Tells whether two errors are of one kind: what is different each time, such as ids, numbers and names, doesn't count. */
public final class Fingerprint {

    private static final int MAX_LENGTH = 300;
    private static final int BYTES = 8;

    // An apostrophe within a word quotes nothing.
    private static final Pattern NAMES =
            Pattern.compile("(?<!\\w)'[^']*'|\"[^\"]*\"|(?<=[/=])[^/\\s=]+|\\b(?=[a-f]*\\d)[0-9a-f-]{8,}\\b");
    private static final Pattern NUMBERS = Pattern.compile("\\d+(?:[.,]\\d+)*");

    private Fingerprint() {}

    /** Sixteen hexadecimal digits. */
    public static String of(String type, String error) {
        var line = error.lines().findFirst().orElse("");
        var beginning = line.substring(0, Math.min(line.length(), MAX_LENGTH));
        var kind = NUMBERS.matcher(NAMES.matcher(beginning).replaceAll("…")).replaceAll("#");
        try {
            var hash =
                    MessageDigest.getInstance("SHA-256").digest((type + ' ' + kind).getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash, 0, BYTES);
        } catch (NoSuchAlgorithmException everyJdkHasIt) {
            throw new IllegalStateException(everyJdkHasIt);
        }
    }
}
