package dev.handoff.domain.monitoring.rule;

import java.util.LinkedHashSet;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Finds the links of a text. Where one ends among punctuation is a matter of the program that shows the text, so a link may
 * be read in several ways: as a browser does that is given all of it, and as a reader does, who sees the comma behind it.
 */
final class Links {

    private static final Pattern START = Pattern.compile("(?i)https?:[\\\\/]*");
    private static final Pattern UNBROKEN = Pattern.compile("[^\\s\\p{Cc}<>\"]*");
    private static final Pattern AUTHORITY = Pattern.compile("[^\\s\\p{Cc}<>\"/\\\\?#]{1,2048}");

    /** What a link within the path or the query of another one follows; it is no link of its own. */
    private static final Pattern WITHIN = Pattern.compile("[\\p{L}\\p{M}\\p{N}/\\\\=?&#:%_.+~-]");

    private static final String DOT = ".\\u3002\\uFF0E\\uFF61";

    /** A host up to the first sign that none has. Names may have some signs beyond ASCII, but no two dots in a row. */
    private static final Pattern HOST =
            Pattern.compile("\\[[0-9a-fA-F:.]+\\]|(?:[\\p{L}\\p{M}\\p{N}\\p{So}\\p{Cf}_%\\u00B7"
                    + "\\u05F3\\u05F4\\u30FB-]|[" + DOT + "](?![" + DOT + "]))+");

    private static final Pattern BEHIND = Pattern.compile("[_" + DOT + "-]+$");

    /** What stands before this is the name of an account. */
    private static final Pattern PASSWORD = Pattern.compile("^(?::[^@\\p{Ps}\\p{Pe}\\p{Pi}\\p{Pf}*|`,;]*)?@");

    /** A name in ASCII that is followed by a sentence without a blank, or by what is no percent-encoding. */
    private static final Pattern ASCII_FIRST =
            Pattern.compile("^([a-zA-Z0-9_.-]+\\.[a-zA-Z0-9_-]+)[^.\\x00-\\x24\\x26-\\x7f][^.]*$");

    private final String text;
    private final Set<String> hosts = new LinkedHashSet<>();

    private Links(String text) {
        this.text = text;
    }

    /** The hosts that links of a text lead to. What no browser could open is no link. */
    static Set<String> hosts(String text) {
        var links = new Links(text);
        links.find();
        return links.hosts;
    }

    private void find() {
        var start = START.matcher(text);
        var unbroken = UNBROKEN.matcher(text);
        var authority = AUTHORITY.matcher(text);
        int pathBegins = 0;
        int pathEnds = 0;
        while (start.find()) {
            int at = start.start();
            boolean within = at > pathBegins
                    && at < pathEnds
                    && WITHIN.matcher(text.substring(text.offsetByCodePoints(at, -1), at))
                            .matches();
            if (!within && authority.region(start.end(), text.length()).lookingAt()) {
                read(authority.group());
                unbroken.region(authority.end(), text.length()).lookingAt();
                pathBegins = authority.end();
                pathEnds = unbroken.end();
            }
        }
    }

    private void read(String authority) {
        add(authority);
        seen(authority);
        seen(authority.substring(authority.indexOf('@') + 1));
        seen(authority.substring(authority.lastIndexOf('@') + 1));
    }

    /** Adds the host at the beginning of a text, unless it is the name of an account. */
    private void seen(String text) {
        var host = HOST.matcher(text);
        if (!host.lookingAt() || PASSWORD.matcher(text.substring(host.end())).find()) {
            return;
        }
        var name = BEHIND.matcher(host.group()).replaceFirst("");
        add(name);
        var ascii = ASCII_FIRST.matcher(name);
        if (ascii.matches()) {
            add(BEHIND.matcher(ascii.group(1)).replaceFirst(""));
        }
    }

    private void add(String authority) {
        try {
            hosts.add(Hosts.of("//" + authority));
        } catch (IllegalArgumentException _) {
            // One of several readings, and none that a browser could follow.
        }
    }
}
