package dev.handoff.edge.session;

import jakarta.ws.rs.core.NewCookie;
import jakarta.ws.rs.core.NewCookie.SameSite;
import java.time.Duration;

/** What browsers keep of people. No script reads it. */
final class Cookies {

    static final String SESSION = "handoff-session";
    static final String LOGIN = "handoff-login";

    private Cookies() {}

    static NewCookie session(String value, boolean encrypted) {
        return cookie(SESSION, value, Sessions.LIFETIME, SameSite.STRICT, encrypted);
    }

    static NewCookie noSession(boolean encrypted) {
        return cookie(SESSION, "", Duration.ZERO, SameSite.STRICT, encrypted);
    }

    /** Sent along when the provider, another site, leads the browser back. */
    static NewCookie login(String value, boolean encrypted) {
        return cookie(LOGIN, value, PendingLogins.LIFETIME, SameSite.LAX, encrypted);
    }

    static NewCookie noLogin(boolean encrypted) {
        return cookie(LOGIN, "", Duration.ZERO, SameSite.LAX, encrypted);
    }

    private static NewCookie cookie(String name, String value, Duration age, SameSite sent, boolean encrypted) {
        return new NewCookie.Builder(name)
                .value(value)
                .path("/")
                .maxAge((int) age.toSeconds())
                .httpOnly(true)
                .sameSite(sent)
                .secure(encrypted)
                .build();
    }
}
