package dev.handoff.kit.storage;

import dev.handoff.task.Invalid;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.regex.Pattern;

/** A well-formed name of a file. That it is well-formed says nothing about whether the file is there. */
public sealed interface FileName {

    /** A path below the storage folder, its segments separated by slashes. */
    record LocalFile(String path) implements FileName {
        @Override
        public String toString() {
            return path;
        }
    }

    /** An object in a bucket. Its name is opaque and never becomes a part of a local path. */
    record CloudObject(String bucket, String object) implements FileName {
        @Override
        public String toString() {
            return SCHEME + bucket + "/" + object;
        }
    }

    String SCHEME = "gs://";

    /** The most characters of a name: the scheme, the longest name of a bucket, and of an object. */
    int MAX_LENGTH = 1252;

    String FORMS = "give a path below the storage folder such as talks/monday.wav, or gs://bucket/object";

    /**
     * Reads a name, without any input or output. Percent signs stand for themselves.
     *
     * @throws Invalid pointing at {@code /filename}, if the name has neither of the two forms
     */
    static FileName parse(String name) {
        refuseIf(name == null || name.isBlank(), "must not be empty; " + FORMS);
        name.codePoints().filter(Syntax::isBroken).findFirst().ifPresent(character -> {
            throw refusal("holds the character U+%04X, which no name may hold".formatted(character));
        });
        refuseIf(Syntax.leadsOut(name), "must not hold . or .. as a folder, was " + name);
        return name.startsWith(SCHEME) ? cloudObject(name) : localFile(name);
    }

    private static FileName localFile(String name) {
        refuseIf(name.length() > 1024, "has " + name.length() + " characters, at most 1024 are allowed");
        name.codePoints().filter(Syntax::isHidden).findFirst().ifPresent(character -> {
            throw refusal("holds the character U+%04X, which shows nothing or reorders text".formatted(character));
        });
        refuseIf(name.indexOf('\\') >= 0, "holds a backslash, was " + name + "; separate folders with /");
        refuseIf(
                Syntax.WITH_SCHEME.matcher(name).find(),
                "must not start with a scheme or drive, was " + name + "; " + FORMS);
        refuseIf(name.startsWith("/"), "must not be absolute, was " + name + "; " + FORMS);
        for (var segment : name.split("/", -1)) {
            refuseIf(segment.isBlank(), "has an empty part between slashes, was " + name);
            refuseIf(Syntax.bytes(segment) > 255, "has a part of more than 255 bytes between slashes, was " + name);
        }
        return new LocalFile(name);
    }

    /** https://cloud.google.com/storage/docs/objects#naming allows nearly anything, and who uploads can't rename it. */
    private static FileName cloudObject(String name) {
        int slash = name.indexOf('/', SCHEME.length());
        refuseIf(slash < 0, "names no object, was " + name + "; " + FORMS);
        var bucket = name.substring(SCHEME.length(), slash);
        refuseIf(!Syntax.BUCKET.matcher(bucket).matches(), "has no valid bucket name, was " + name + "; " + FORMS);
        var object = name.substring(slash + 1);
        refuseIf(object.isBlank(), "names no object, was " + name + "; " + FORMS);
        refuseIf(Syntax.bytes(object) > 1024, "names an object of more than 1024 bytes");
        return new CloudObject(bucket, object);
    }

    private static void refuseIf(boolean broken, String message) {
        if (broken) {
            throw refusal(message);
        }
    }

    private static Invalid refusal(String message) {
        return Invalid.task("/filename", message);
    }

    /** What the rules above are made of. */
    final class Syntax {
        // What has a scheme and a slash, and what ffmpeg would take for one of its protocols; not "Re: monday.wav".
        private static final Pattern WITH_SCHEME = Pattern.compile(
                "^([^/]*:/|(?i:async|cache|concatf?|crypto|data|fd|file"
                        + "|ftp|gopher|gs|https?|javascript|md5|pipe|rtm?p|rtsp|sftp|srt|subfile|tcp|tee|tls|udp|unix):\\S)");
        private static final Pattern BUCKET = Pattern.compile("[a-z0-9][a-z0-9._-]{1,220}[a-z0-9]");
        private static final Pattern SEPARATOR = Pattern.compile("[/\\\\]");
        private static final Map<Pattern, String> DECODED = Map.of(
                Pattern.compile("(?i)%2e"), ".",
                Pattern.compile("(?i)%2f"), "/",
                Pattern.compile("(?i)%5c"), "/",
                Pattern.compile("%25"), "%");

        private Syntax() {}

        /** Whether a folder would be left, even by who decodes the name, however often. */
        private static boolean leadsOut(String name) {
            return SEPARATOR.splitAsStream(decoded(name)).anyMatch(part -> part.equals(".") || part.equals(".."));
        }

        private static String decoded(String name) {
            var decoded = name;
            for (var before = ""; !before.equals(decoded); ) {
                before = decoded;
                for (var sign : DECODED.entrySet()) {
                    decoded = sign.getKey().matcher(decoded).replaceAll(sign.getValue());
                }
            }
            return decoded;
        }

        /** Control, line break, lone surrogate. */
        private static boolean isBroken(int character) {
            return switch (Character.getType(character)) {
                case Character.CONTROL, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR, Character.SURROGATE ->
                    true;
                default -> false;
            };
        }

        /**
         * Those that switch the direction of text, and private ones. Joiners, marks of direction and tags are spelling: of
         * Persian, of Indic languages, of emoji.
         */
        private static boolean isHidden(int character) {
            return Character.getType(character) == Character.PRIVATE_USE
                    || character == 0xFEFF
                    || character >= 0x202A && character <= 0x202E
                    || character >= 0x2066 && character <= 0x2069;
        }

        private static int bytes(String text) {
            return text.getBytes(StandardCharsets.UTF_8).length;
        }
    }
}
