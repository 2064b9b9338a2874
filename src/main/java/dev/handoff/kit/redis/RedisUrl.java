package dev.handoff.kit.redis;

import dev.handoff.kit.net.Authority;
import java.net.URI;
import java.net.URISyntaxException;

/**
 * A URL of Redis.
 *
 * @param text for the client
 * @param address for people, without the login
 */
record RedisUrl(String text, String address, String host, boolean tls) {

    private static final int PORT = 6379;
    private static final String SHAPE = "REDIS_URL must look like redis://user:password@host:6379/0 or rediss://…";

    /** @throws IllegalArgumentException that says what is wrong, without the password */
    static RedisUrl parse(String text) {
        URI uri;
        try {
            uri = new URI(text.strip());
        } catch (URISyntaxException unreadable) {
            // Its message has the whole text, and the password in it.
            throw new IllegalArgumentException(
                    SHAPE + "; write what is special in user or password with percent signs, such as %40 for @");
        }
        var scheme = String.valueOf(uri.getScheme());
        if (!scheme.equals("redis") && !scheme.equals("rediss")) {
            throw new IllegalArgumentException(SHAPE + ", its scheme was " + scheme);
        }
        if (uri.getHost() == null) {
            Authority.of(uri).ifPresent(authority -> {
                throw new IllegalArgumentException(
                        SHAPE + "; the client of Redis finds no host with an underscore, such as " + authority.host()
                                + ": give it another name, such as an alias of its container");
            });
            throw new IllegalArgumentException(SHAPE + ", it has no host");
        }
        if (!uri.getPath().matches("/?|/[0-9]{1,5}")) {
            throw new IllegalArgumentException(SHAPE + ", its database was " + uri.getPath());
        }
        if (uri.getQuery() != null || uri.getFragment() != null) {
            throw new IllegalArgumentException(SHAPE + ", without anything after the database");
        }
        int port = uri.getPort() < 0 ? PORT : uri.getPort();
        var place = uri.getHost() + ":" + port + (uri.getPath().equals("/") ? "" : uri.getPath());
        // The client takes a plus for a blank.
        var login = uri.getRawUserInfo() == null ? "" : uri.getRawUserInfo().replace("+", "%2B") + "@";
        return new RedisUrl(
                scheme + "://" + login + place,
                scheme + "://" + place,
                uri.getHost().replaceAll("[\\[\\]]", ""),
                scheme.equals("rediss"));
    }
}
