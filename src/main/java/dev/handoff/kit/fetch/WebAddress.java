package dev.handoff.kit.fetch;

import dev.handoff.kit.net.Authority;
import dev.handoff.task.Invalid;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Collection;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Where an image is.
 *
 * @param secure whether by HTTPS
 * @param host a name in lower case, or an IP address, of version 6 without brackets
 * @param target path and query
 * @param trusted whether it is one of one's own servers, wherever it leads
 */
record WebAddress(boolean secure, String host, int port, String target, boolean trusted) {

    private static final int MAX_LENGTH = 2048;
    private static final Pattern NAME = Pattern.compile("(?:[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9_])?\\.?)+");
    private static final Pattern ENDS_LIKE_A_NUMBER = Pattern.compile("(?:.*\\.)?(?:\\d+|0x[0-9a-f]*)\\.?");
    private static final Pattern DOTTED = Pattern.compile("(?:(?:0|[1-9]\\d{0,2})\\.){3}(?:0|[1-9]\\d{0,2})");
    private static final Pattern VERSION_6 = Pattern.compile("\\[[0-9a-f:.]+]");

    /** @throws Invalid pointing at {@code /url}, with the remedy */
    static WebAddress parse(String url, Collection<String> trusted) {
        refuseIf(
                url.length() > MAX_LENGTH,
                "has " + url.length() + " characters, at most " + MAX_LENGTH + " are allowed");
        var uri = uri(url);
        var authority = Authority.of(uri)
                .orElseThrow(() -> refusal("names no host; write names of other alphabets in their xn-- form"));
        refuseIf(authority.account().isPresent(), "must not hold a user or password");
        var host = authority.host().toLowerCase(Locale.ROOT);
        var secure = "https".equalsIgnoreCase(uri.getScheme());
        int port = authority.port().orElse(secure ? 443 : 80);
        var isTrusted = trusted.contains(host + ":" + port);
        if (!isTrusted) {
            refuseIf(!secure, "must start with https://");
            refuseIf(port != 443, "must not name a port, was " + port);
        }
        return new WebAddress(secure, bare(host), port, target(uri), isTrusted);
    }

    private static URI uri(String url) {
        try {
            var uri = new URI(url);
            var scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
            refuseIf(!scheme.equals("https") && !scheme.equals("http"), "must start with https://");
            return uri;
        } catch (URISyntaxException e) {
            // Its message quotes the address, which may hold anything.
            throw refusal("is no well-formed address; percent-encode spaces and what is not ASCII");
        }
    }

    private static String bare(String host) {
        if (VERSION_6.matcher(host).matches()) {
            return host.substring(1, host.length() - 1);
        }
        refuseIf(!NAME.matcher(host).matches() || host.length() > 253, "names no valid host");
        // Some resolvers read 0x7f.1 and 2130706433 as 127.0.0.1.
        refuseIf(
                ENDS_LIKE_A_NUMBER.matcher(host).matches()
                        && !DOTTED.matcher(host).matches(),
                "must write an IP address as four decimal numbers");
        return host;
    }

    private static String target(URI uri) {
        var path = uri.getRawPath() == null || uri.getRawPath().isEmpty() ? "/" : uri.getRawPath();
        return uri.getRawQuery() == null ? path : path + "?" + uri.getRawQuery();
    }

    private static void refuseIf(boolean broken, String message) {
        if (broken) {
            throw refusal(message);
        }
    }

    private static Invalid refusal(String message) {
        return Invalid.task("/url", message);
    }
}
