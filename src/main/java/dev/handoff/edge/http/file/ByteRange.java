package dev.handoff.edge.http.file;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A part of a file, RFC 9110, section 14.
 *
 * @param length 0 if the range begins behind the end, so that it can't be satisfied
 */
record ByteRange(long from, long length) {

    private static final Pattern FORM = Pattern.compile("bytes\\s*=\\s*([0-9]{0,18})-([0-9]{0,18})");

    /**
     * Reads a header. Several ranges, or what has another form, ask for the whole file, as the standard allows.
     *
     * @param header null if there is none
     * @return empty for the whole file
     */
    static Optional<ByteRange> of(String header, long size) {
        var range = FORM.matcher(header == null ? "" : header.strip());
        if (!range.matches() || range.group(1).isEmpty() && range.group(2).isEmpty()) {
            return Optional.empty();
        }
        if (range.group(1).isEmpty()) {
            long last = Math.min(size, Long.parseLong(range.group(2)));
            return Optional.of(new ByteRange(size - last, last));
        }
        long from = Long.parseLong(range.group(1));
        long to = range.group(2).isEmpty() ? Long.MAX_VALUE : Long.parseLong(range.group(2));
        return to < from
                ? Optional.empty()
                : Optional.of(new ByteRange(from, Math.max(0, Math.min(size - 1, to) - from + 1)));
    }

    boolean isSatisfiable() {
        return length > 0;
    }

    String contentRange(long size) {
        return "bytes " + (isSatisfiable() ? from + "-" + (from + length - 1) : "*") + "/" + size;
    }
}
