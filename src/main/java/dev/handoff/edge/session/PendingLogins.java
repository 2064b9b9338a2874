package dev.handoff.edge.session;

import dev.handoff.edge.http.Signer;
import dev.handoff.edge.live.ScopedTokens;
import dev.handoff.kit.oidc.Handshake;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.MalformedClaimException;
import org.jose4j.jwt.NumericDate;

/** Signs what a browser keeps while its person is at the provider, and reads it. */
@ApplicationScoped
class PendingLogins {

    /** Time enough for a second factor. */
    static final Duration LIFETIME = Duration.ofMinutes(10);

    private static final String STATE = "state";
    private static final String NONCE = "nonce";
    private static final String VERIFIER = "verifier";
    private static final String SCREEN = "screen";

    private final Clock clock;
    private final Signer signer;

    PendingLogins(ScopedTokens tokens, Clock clock) {
        this.clock = clock;
        this.signer = tokens.signer("login+jwt", "handoff login 1");
    }

    /** @param screen of the page, where the person wanted to go */
    record Pending(Handshake handshake, String screen) {}

    String sign(Pending pending) {
        var claims = new JwtClaims();
        claims.setStringClaim(STATE, pending.handshake().state());
        claims.setStringClaim(NONCE, pending.handshake().nonce());
        claims.setStringClaim(VERIFIER, pending.handshake().verifier());
        claims.setStringClaim(SCREEN, pending.screen());
        claims.setExpirationTime(
                NumericDate.fromSeconds(clock.instant().plus(LIFETIME).getEpochSecond()));
        return signer.sign(claims);
    }

    /** Empty if it is not one of ours, or has ended. */
    Optional<Pending> read(String text) {
        return signer.read(text).flatMap(PendingLogins::pending);
    }

    private static Optional<Pending> pending(JwtClaims claims) {
        try {
            return Optional.of(new Pending(
                    new Handshake(
                            claims.getStringClaimValue(STATE),
                            claims.getStringClaimValue(NONCE),
                            claims.getStringClaimValue(VERIFIER)),
                    claims.getStringClaimValue(SCREEN)));
        } catch (MalformedClaimException refused) {
            return Optional.empty();
        }
    }
}
