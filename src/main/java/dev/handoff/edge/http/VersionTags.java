package dev.handoff.edge.http;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Versions in the headers {@code If-Match} and {@code If-None-Match} of RFC 9110, section 13.1: {@code *}, or a list of
 * entity tags. A version's tag is its number in quotes; other tags are of no version.
 *
 * @param any whether it is {@code *}
 */
public record VersionTags(boolean any, Set<Long> versions) {

    static final String FORM = "must be * or entity tags in quotes, such as \"7\", with commas between them";

    private static final Pattern TAG = Pattern.compile("\\G\\s*+(W/)?\"([!#-~\\x80-\\xff]*+)\"\\s*+(,|\\z)");
    private static final Pattern VERSION = Pattern.compile("[1-9][0-9]{0,17}");

    /**
     * By the strong comparison: a tag that says that it is weak is of no version.
     *
     * @param values of all such headers
     * @return empty if there is none
     */
    public static Optional<VersionTags> ifMatch(List<String> values) {
        return parse("If-Match", values, false);
    }

    /**
     * By the weak comparison: it doesn't matter whether a tag says that it is weak.
     *
     * @param values of all such headers
     * @return empty if there is none
     */
    public static Optional<VersionTags> ifNoneMatch(List<String> values) {
        return parse("If-None-Match", values, true);
    }

    /**
     * Whether a PUT may only create, by {@code If-None-Match: *}.
     *
     * @param match of the same request
     * @param noneMatch values of all such headers
     * @param what is put, for the message
     * @throws BadRequest if they are other tags, or come with {@code If-Match}
     */
    public static boolean onlyCreates(Optional<VersionTags> match, List<String> noneMatch, String what) {
        var tags = ifNoneMatch(noneMatch);
        if (tags.isPresent() && (match.isPresent() || !tags.get().any())) {
            throw new BadRequest("If-None-Match", "must be * and without If-Match where " + what + " is put");
        }
        return tags.isPresent();
    }

    public static String tag(long version) {
        return "\"" + version + "\"";
    }

    public boolean include(long version) {
        return any || versions.contains(version);
    }

    /** As stores have it: empty for any. */
    public Optional<Set<Long>> wanted() {
        return any ? Optional.empty() : Optional.of(versions);
    }

    private static Optional<VersionTags> parse(String header, List<String> values, boolean weakOnesToo) {
        if (values.isEmpty()) {
            return Optional.empty();
        }
        var all = String.join(",", values).strip();
        return Optional.of(
                all.equals("*")
                        ? new VersionTags(true, Set.of())
                        : new VersionTags(false, versions(header, all, weakOnesToo)));
    }

    private static Set<Long> versions(String header, String all, boolean weakOnesToo) {
        var versions = new HashSet<Long>();
        var tag = TAG.matcher(all);
        while (tag.find()) {
            if ((weakOnesToo || tag.group(1) == null)
                    && VERSION.matcher(tag.group(2)).matches()) {
                versions.add(Long.parseLong(tag.group(2)));
            }
            if (tag.group(3).isEmpty()) {
                return versions;
            }
        }
        throw new BadRequest(header, FORM, all);
    }
}
