package dev.handoff.edge.session;

import dev.handoff.edge.http.ApiKeys;
import dev.handoff.edge.http.Role;
import dev.handoff.edge.http.Signer;
import dev.handoff.edge.live.ScopedTokens;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.MalformedClaimException;
import org.jose4j.jwt.NumericDate;

/** Signs sessions, and reads them. */
@ApplicationScoped
class Sessions {

    /** A working day, and a bit. */
    static final Duration LIFETIME = Duration.ofHours(12);

    private static final String PROVIDER = "provider";
    private static final String VALUE = "value";

    private final ApiKeys keys;
    private final Logins logins;
    private final Clock clock;
    private final Signer signer;

    Sessions(ApiKeys keys, Logins logins, ScopedTokens tokens, Clock clock) {
        this.keys = keys;
        this.logins = logins;
        this.clock = clock;
        this.signer = tokens.signer("session+jwt", "handoff session 1");
    }

    /**
     * A person, and the role that the session has now.
     *
     * @param until in whole seconds
     */
    record Session(String name, Role role, Instant until) {}

    /** A session as its cookie has it. */
    record Signed(String text, Instant until) {}

    /** Of one who knows a key. */
    Signed begin(ApiKeys.Key holder) {
        return sign(holder.name(), new JwtClaims());
    }

    /**
     * Of one of a provider's people.
     *
     * @param value of the claim that decides about roles, for which the session stands
     */
    Signed begin(String name, String issuer, String value) {
        var claims = new JwtClaims();
        claims.setStringClaim(PROVIDER, issuer);
        claims.setStringClaim(VALUE, value);
        return sign(name, claims);
    }

    private Signed sign(String name, JwtClaims claims) {
        long until = clock.instant().plus(LIFETIME).getEpochSecond();
        claims.setSubject(name);
        claims.setExpirationTime(NumericDate.fromSeconds(until));
        return new Signed(signer.sign(claims), Instant.ofEpochSecond(until));
    }

    /** Empty if it is not one of ours, has ended, or what it stands for opens nothing any more. */
    Optional<Session> read(String text) {
        return signer.read(text).flatMap(this::session);
    }

    private Optional<Session> session(JwtClaims claims) {
        try {
            var name = claims.getSubject();
            var until = Instant.ofEpochSecond(claims.getExpirationTime().getValue());
            return role(name, claims).map(role -> new Session(name, role, until));
        } catch (MalformedClaimException refused) {
            return Optional.empty();
        }
    }

    private Optional<Role> role(String name, JwtClaims claims) throws MalformedClaimException {
        return claims.hasClaim(PROVIDER)
                ? logins.role(claims.getStringClaimValue(PROVIDER), claims.getStringClaimValue(VALUE))
                : keys.named(name).map(ApiKeys.Key::role);
    }
}
