package dev.handoff.kit.net;

import java.net.URI;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Pattern;

/**
 * Who is asked: what stands between the slashes of a URL.
 *
 * @param account user and password, as they were written
 * @param host a name, which may have underscores, or an IP address; one of version 6 is in brackets
 */
public record Authority(Optional<String> account, String host, OptionalInt port) {

    private static final Pattern FORM = Pattern.compile("(?:([^@]*)@)?"
            + "((?:[a-zA-Z0-9_](?:[a-zA-Z0-9_-]*[a-zA-Z0-9_])?\\.)*[a-zA-Z0-9_](?:[a-zA-Z0-9_-]*[a-zA-Z0-9_])?\\.?)"
            + "(?::([0-9]{0,5}))?");

    /** @return empty if the address names no host */
    public static Optional<Authority> of(URI uri) {
        if (uri.getHost() != null) {
            var port = uri.getPort() < 0 ? OptionalInt.empty() : OptionalInt.of(uri.getPort());
            return Optional.of(new Authority(Optional.ofNullable(uri.getRawUserInfo()), uri.getHost(), port));
        }
        return Optional.ofNullable(uri.getRawAuthority())
                .map(FORM::matcher)
                .filter(form -> form.matches() && form.group(2).contains("_"))
                .map(form -> new Authority(Optional.ofNullable(form.group(1)), form.group(2), port(form.group(3))));
    }

    private static OptionalInt port(String digits) {
        return digits == null || digits.isEmpty() ? OptionalInt.empty() : OptionalInt.of(Integer.parseInt(digits));
    }
}
