package dev.handoff.kit.storage;

import dev.handoff.task.Invalid;
import java.nio.charset.StandardCharsets;
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
    int MAX_LENGTH = 1024;
    String FORMS = "give a path below the storage folder such as talks/monday.wav, or gs://bucket/object";

    /**
     * Reads a name, without any input or output.
     *
     * @throws Invalid pointing at {@code /filename}, if the name has neither of the two forms
     */
    static FileName parse(String name) {
        refuseIf(name == null || name.isBlank(), "must not be empty; " + FORMS);
        refuseIf(name.length() > MAX_LENGTH, "has " + name.length() + " characters, at most 1024 are allowed");
        name.codePoints().filter(Syntax::isUnprintable).findFirst().ifPresent(character -> {
            throw refusal("holds the character U+%04X, which shows nothing or reorders text".formatted(character));
        });
        refuseIf(name.indexOf('\\') >= 0, "holds a backslash, was " + name + "; separate folders with /");
        refuseIf(Syntax.PERCENT_ENCODED.matcher(name).find(), "is percent-encoded, was " + name + "; give it decoded");
        return name.startsWith(SCHEME) ? cloudObject(name) : localFile(name);
    }

    private static FileName localFile(String name) {
        refuseIf(
                Syntax.WITH_SCHEME.matcher(name).find(),
                "must not start with a scheme or drive, was " + name + "; " + FORMS);
        refuseIf(name.startsWith("/"), "must not be absolute, was " + name + "; " + FORMS);
        checkSegments(name, name);
        return new LocalFile(name);
    }

    private static FileName cloudObject(String name) {
        int slash = name.indexOf('/', SCHEME.length());
        refuseIf(slash < 0, "names no object, was " + name + "; " + FORMS);
        var bucket = name.substring(SCHEME.length(), slash);
        refuseIf(!Syntax.BUCKET.matcher(bucket).matches(), "has no valid bucket name, was " + name + "; " + FORMS);
        var object = name.substring(slash + 1);
        checkSegments(object, name);
        return new CloudObject(bucket, object);
    }

    private static void checkSegments(String path, String name) {
        for (var segment : path.split("/", -1)) {
            refuseIf(segment.isBlank(), "has an empty part between slashes, was " + name);
            refuseIf(segment.equals(".") || segment.equals(".."), "must not hold . or .. as a folder, was " + name);
            refuseIf(Syntax.bytes(segment) > 255, "has a part of more than 255 bytes between slashes, was " + name);
        }
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
        private static final Pattern PERCENT_ENCODED = Pattern.compile("%[0-9A-Fa-f]{2}");
        private static final Pattern WITH_SCHEME = Pattern.compile("^([A-Za-z][A-Za-z0-9+.-]*:|[^/]*:/)");
        private static final Pattern BUCKET = Pattern.compile("[a-z0-9][a-z0-9._-]{1,220}[a-z0-9]");

        private Syntax() {}

        /** Control, format (which includes those that switch direction), line break, private, lone surrogate, unassigned. */
        private static boolean isUnprintable(int character) {
            return switch (Character.getType(character)) {
                case Character.CONTROL,
                        Character.FORMAT,
                        Character.LINE_SEPARATOR,
                        Character.PARAGRAPH_SEPARATOR,
                        Character.PRIVATE_USE,
                        Character.SURROGATE,
                        Character.UNASSIGNED -> true;
                default -> false;
            };
        }

        private static int bytes(String text) {
            return text.getBytes(StandardCharsets.UTF_8).length;
        }
    }
}
