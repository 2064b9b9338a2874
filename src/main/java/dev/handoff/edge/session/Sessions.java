package dev.handoff.edge.session;

import dev.handoff.edge.http.ApiKeys;
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

    private final ApiKeys keys;
    private final Clock clock;
    private final Signer signer;

    Sessions(ApiKeys keys, ScopedTokens tokens, Clock clock) {
        this.keys = keys;
        this.clock = clock;
        this.signer = tokens.signer("session+jwt", "handoff session 1");
    }

    /** @param until in whole seconds */
    record Session(ApiKeys.Key holder, Instant until) {}

    /** A session as its cookie has it. */
    record Signed(String text, Session session) {}

    Signed begin(ApiKeys.Key holder) {
        long until = clock.instant().plus(LIFETIME).getEpochSecond();
        var claims = new JwtClaims();
        claims.setSubject(holder.name());
        claims.setExpirationTime(NumericDate.fromSeconds(until));
        return new Signed(signer.sign(claims), new Session(holder, Instant.ofEpochSecond(until)));
    }

    /** Empty if it is not one of ours, has ended, or its key is gone. */
    Optional<Session> read(String text) {
        return signer.read(text).flatMap(this::session);
    }

    private Optional<Session> session(JwtClaims claims) {
        try {
            var until = Instant.ofEpochSecond(claims.getExpirationTime().getValue());
            return keys.named(claims.getSubject()).map(holder -> new Session(holder, until));
        } catch (MalformedClaimException refused) {
            return Optional.empty();
        }
    }
}
