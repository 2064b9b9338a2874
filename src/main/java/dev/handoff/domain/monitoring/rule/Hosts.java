package dev.handoff.domain.monitoring.rule;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.Arrays;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Hosts in the one form that browsers make of all their spellings: names in lower case and ASCII, numbers as addresses.
 *
 * @see <a href="https://url.spec.whatwg.org/#host-parsing">how browsers read a host</a>
 * @see <a href="https://www.unicode.org/reports/tr46/">how they read names beyond ASCII</a>: without exceptions for
 *     transition, so that ß stays
 */
final class Hosts {

    // Browsers read a backslash as a slash, accept any number of them, and need none after http and https.
    private static final Pattern SCHEME =
            Pattern.compile("^(?i:https?:[\\\\/]*|[a-z][a-z0-9+.-]*:[\\\\/]+|[\\\\/]{2,})");
    private static final Pattern AFTER_AUTHORITY = Pattern.compile("[/\\\\?#].*$", Pattern.DOTALL);
    private static final Pattern PORT = Pattern.compile(":[0-9]*$");
    private static final Pattern BREAKS = Pattern.compile("[\\t\\r\\n]");
    private static final Pattern IN_BRACKETS = Pattern.compile("^\\[([0-9a-fA-F:.]*:[0-9a-fA-F:.]*)\\]$");
    private static final Pattern VERSION_6 = Pattern.compile("^[0-9a-fA-F.]*:[0-9a-fA-F.]*:[0-9a-fA-F:.]*$");
    private static final Pattern ENDS_IN_NUMBER = Pattern.compile("(?:^|\\.)(?:[0-9]+|0x[0-9a-f]*)$");
    private static final Pattern FORBIDDEN = Pattern.compile("[\\x00-\\x20#%/:<>?@\\[\\\\\\]^|\\x7f]");
    private static final Pattern BAD_PERCENT = Pattern.compile("%(?![0-9a-fA-F]{2})");
    private static final Pattern STOPS = Pattern.compile("\\.+$");

    private static final int MAX_LABEL = 63;

    private Hosts() {}

    /**
     * The host of a link, such as {@code xn--bcher-kva.example}, {@code 203.0.113.7} or {@code 2001:db8:0:0:0:0:0:1}.
     *
     * @param link with or without a scheme; without one, an address of version 6 needs no brackets
     * @throws IllegalArgumentException if no browser would find one
     */
    static String of(String link) {
        var whole = BREAKS.matcher(link).replaceAll("").strip();
        var rest = SCHEME.matcher(whole).replaceFirst("");
        var authority = AFTER_AUTHORITY.matcher(rest).replaceFirst("");
        if (rest.equals(whole) && VERSION_6.matcher(authority).matches()) {
            return version6(authority);
        }
        return host(PORT.matcher(authority.substring(authority.lastIndexOf('@') + 1))
                .replaceFirst(""));
    }

    /** Whether a host is this one, or a subdomain of it. */
    static boolean isWithin(String host, String above) {
        return host.equals(above) || host.endsWith("." + above);
    }

    private static String host(String text) {
        var brackets = IN_BRACKETS.matcher(text);
        if (brackets.matches()) {
            return version6(brackets.group(1));
        }
        var name = name(decoded(text));
        if (FORBIDDEN.matcher(name).find()) {
            throw new IllegalArgumentException("a host has none of its signs: " + name);
        }
        return ENDS_IN_NUMBER.matcher(name).find() ? version4(name) : name;
    }

    private static String decoded(String text) {
        if (BAD_PERCENT.matcher(text).find()) {
            throw new IllegalArgumentException("a host has no % except before two hexadecimal digits, was " + text);
        }
        return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
    }

    /** An address of version 4 that is written as one of version 6 leads to the same host. */
    private static String version6(String address) {
        return InetAddress.ofLiteral(address).getHostAddress();
    }

    private static String version4(String number) {
        // Browsers read a prefix without digits as 0.
        return Inet4Address.ofPosixLiteral(number.replaceAll("0x(?=\\.|$)", "0"))
                .getHostAddress();
    }

    private static String name(String text) {
        var mapped = STOPS.matcher(mapped(text)).replaceFirst("");
        if (mapped.isEmpty()) {
            throw new IllegalArgumentException("there is no host");
        }
        return Arrays.stream(mapped.split("\\.", -1)).map(Hosts::label).collect(Collectors.joining("."));
    }

    private static String mapped(String text) {
        var folded = new StringBuilder();
        Folding.link(text)
                .codePoints()
                // One by one: at the end of a word, the JDK would write another small sigma.
                .forEach(it -> folded.append(Character.toString(it).toLowerCase(Locale.ROOT)));
        return Normalizer.normalize(folded, Normalizer.Form.NFKC).replace('。', '.');
    }

    private static String label(String label) {
        var ascii = label.chars().allMatch(it -> it < 0x80) ? label : "xn--" + Punycode.encode(label);
        if (ascii.isEmpty() || ascii.length() > MAX_LABEL) {
            throw new IllegalArgumentException(
                    "the parts between the dots of a host have 1 to " + MAX_LABEL + " characters");
        }
        return ascii;
    }
}
