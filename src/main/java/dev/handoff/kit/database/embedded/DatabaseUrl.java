package dev.handoff.kit.database.embedded;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.handoff.kit.net.Authority;
import dev.handoff.kit.net.CertifiedName;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.regex.Pattern;

/**
 * Where a PostgreSQL database is and who asks for it, as libpq writes it:
 * {@code postgresql://user:password@host:port/database?sslmode=require}.
 *
 * @param password empty for a server that asks for none
 * @param parameters what follows the question mark, as it was written; empty for nothing
 */
public record DatabaseUrl(
        String host, int port, String database, String user, Optional<String> password, String parameters) {

    private static final int DEFAULT_PORT = 5432;
    private static final String EXAMPLE = "; it looks like postgresql://user:password@host:5432/database";
    // Up to the last @, so that a password that isn't encoded is covered as well.
    private static final Pattern PASSWORD = Pattern.compile("^((?:[a-z]+://)?[^:/@]*):.*@");

    /**
     * Reads the form that libpq writes.
     *
     * @throws IllegalArgumentException that says what is wrong, without the password
     */
    public static DatabaseUrl parse(String text) {
        var uri = uri(text.strip());
        if (!"postgresql".equals(uri.getScheme()) && !"postgres".equals(uri.getScheme())) {
            throw wrong("must start with postgresql://, was " + masked(text));
        }
        var authority = Authority.of(uri)
                .orElseThrow(() ->
                        wrong("names no host, or one with a character that must be percent-encoded: " + masked(text)));
        var parameters = uri.getRawQuery() == null ? "" : uri.getRawQuery();
        if (List.of(parameters.split("&")).contains("sslmode=verify-full")) {
            CertifiedName.fault(authority.host()).ifPresent(fault -> {
                throw wrong(fault + "; or take sslmode=verify-ca, which checks who signed it");
            });
        }
        var database = uri.getRawPath() == null ? "" : decoded(uri.getRawPath().replaceFirst("^/", ""));
        if (database.isEmpty() || database.contains("/")) {
            throw wrong("must name one database after the host, was " + masked(text));
        }
        var account = authority.account().orElse("");
        if (account.startsWith(":") || account.isEmpty()) {
            throw wrong("names no user: " + masked(text));
        }
        int colon = account.indexOf(':');
        return new DatabaseUrl(
                authority.host(),
                authority.port().orElse(DEFAULT_PORT),
                database,
                decoded(colon < 0 ? account : account.substring(0, colon)),
                colon < 0 ? Optional.empty() : Optional.of(decoded(account.substring(colon + 1))),
                parameters);
    }

    /**
     * Reads the form that {@link #jdbc} writes.
     *
     * @throws IllegalArgumentException that says what is wrong, without the password
     */
    public static DatabaseUrl ofJdbc(String url, String user, Optional<String> password) {
        var secret = password.map(word -> ":" + encoded(word)).orElse("");
        return parse(url.replaceFirst("^jdbc:", "").replaceFirst("//", "//" + encoded(user) + secret + "@"));
    }

    /** For JDBC drivers; user and password go beside it. */
    public String jdbc() {
        return "jdbc:" + location();
    }

    /** For Vert.x clients; user and password go beside it. */
    public String reactive() {
        return location();
    }

    /** Whether {@code sslmode=require} wants encryption and, as with libpq, takes whatever certificate is shown. */
    public boolean trustsAnyCertificate() {
        return List.of(parameters.split("&")).contains("sslmode=require");
    }

    /** The form that {@link #parse} reads, password included. */
    public String full() {
        var secret = password.map(word -> ":" + encoded(word)).orElse("");
        return location().replaceFirst("//", "//" + encoded(user) + secret + "@");
    }

    /** A connection of its own, through JDBC, with a few seconds of patience. */
    public Connection connect() throws SQLException {
        var login = new Properties();
        login.setProperty("user", user);
        password.ifPresent(word -> login.setProperty("password", word));
        login.setProperty("connectTimeout", "5");
        return DriverManager.getConnection(jdbc(), login);
    }

    public DatabaseUrl withDatabase(String other) {
        return new DatabaseUrl(host, port, other, user, password, parameters);
    }

    /** For people: without the password. */
    @Override
    public String toString() {
        return masked(full());
    }

    /** The same text with three stars for the password. */
    public static String masked(String url) {
        return PASSWORD.matcher(url).replaceFirst("$1:***@");
    }

    private String location() {
        return "postgresql://" + host + ":" + port + "/" + encoded(database)
                + (parameters.isEmpty() ? "" : "?" + parameters);
    }

    private static URI uri(String text) {
        try {
            return new URI(text);
        } catch (URISyntaxException e) {
            // The exception's own message repeats the text, password included.
            throw wrong("has a character at position " + e.getIndex() + " that must be percent-encoded");
        }
    }

    private static String decoded(String text) {
        // In a URL's path and account a plus sign is a plus sign; URLDecoder knows only forms.
        return URLDecoder.decode(text.replace("+", "%2B"), UTF_8);
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, UTF_8).replace("+", "%20");
    }

    private static IllegalArgumentException wrong(String what) {
        return new IllegalArgumentException(what + EXAMPLE);
    }
}
