package dev.handoff.domain.monitoring.rule;

import java.net.IDN;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/** Finds the hosts that links lead to, as browsers read them. */
final class Hosts {

    private static final Pattern LINK = Pattern.compile("(?i)\\bhttps?:[\\\\/]{1,4}[^\\s<>\"]{1,2048}");

    // Browsers read a backslash as a slash, and accept any number of them.
    private static final Pattern SCHEME = Pattern.compile("^[a-zA-Z][a-zA-Z0-9+.-]*:[\\\\/]+");
    private static final Pattern AFTER_AUTHORITY = Pattern.compile("[/\\\\?#].*$", Pattern.DOTALL);
    private static final Pattern PORT = Pattern.compile(":[0-9]*$");
    private static final Pattern BREAKS = Pattern.compile("[\\t\\r\\n]");

    private Hosts() {}

    /** The parts of a text that are written as web addresses. */
    static List<String> links(String text) {
        return LINK.matcher(text).results().map(found -> found.group()).toList();
    }

    /**
     * The host of a link, in lower case and in ASCII, such as {@code xn--bcher-kva.example}.
     *
     * @param link with or without a scheme
     * @throws IllegalArgumentException if no browser would find one
     */
    static String of(String link) {
        var rest = SCHEME.matcher(BREAKS.matcher(link).replaceAll("").strip()).replaceFirst("");
        var authority = AFTER_AUTHORITY.matcher(rest).replaceFirst("");
        var host = PORT.matcher(authority.substring(authority.lastIndexOf('@') + 1))
                .replaceFirst("");
        return ascii(URLDecoder.decode(host.replace("+", "%2B"), StandardCharsets.UTF_8));
    }

    /** Whether a host is this one, or a subdomain of it. */
    static boolean isWithin(String host, String above) {
        return host.equals(above) || host.endsWith("." + above);
    }

    private static String ascii(String host) {
        var ascii = host.startsWith("[")
                ? host.toLowerCase(Locale.ROOT)
                : IDN.toASCII(Folding.plain(host), IDN.ALLOW_UNASSIGNED).toLowerCase(Locale.ROOT);
        var bare = ascii.replaceFirst("\\.$", "");
        if (bare.isEmpty()) {
            throw new IllegalArgumentException("there is no host");
        }
        return bare;
    }
}
