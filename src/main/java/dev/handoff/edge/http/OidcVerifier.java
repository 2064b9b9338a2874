package dev.handoff.edge.http;

import io.quarkus.logging.Log;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jose4j.http.Get;
import org.jose4j.jwa.AlgorithmConstraints.ConstraintType;
import org.jose4j.jwk.HttpsJwks;
import org.jose4j.jws.AlgorithmIdentifiers;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.MalformedClaimException;
import org.jose4j.jwt.consumer.ErrorCodeValidator;
import org.jose4j.jwt.consumer.ErrorCodes;
import org.jose4j.jwt.consumer.InvalidJwtException;
import org.jose4j.jwt.consumer.JwtConsumer;
import org.jose4j.jwt.consumer.JwtConsumerBuilder;
import org.jose4j.keys.resolvers.HttpsJwksVerificationKeyResolver;
import org.jose4j.lang.JoseException;

/** Checks OIDC tokens of service accounts, by the issuer's public keys. */
@ApplicationScoped
public class OidcVerifier {

    /** Both are genuine: https://developers.google.com/identity/openid-connect/openid-connect#validatinganidtoken. */
    private static final Set<String> GOOGLE = Set.of("https://accounts.google.com", "accounts.google.com");

    private static final String GOOGLE_KEYS = "https://www.googleapis.com/oauth2/v3/certs";

    // Anybody can send tokens that name unknown keys. Each of them would have the keys fetched again.
    private static final Duration MIN_TIME_BETWEEN_FETCHES = Duration.ofMinutes(1);

    /** How long known keys count while their source doesn't answer. */
    private static final Duration MAX_TIME_WITHOUT_SOURCE = Duration.ofHours(1);

    /** In place of the signature: https://cloud.google.com/run/docs/troubleshooting#signature-removed. */
    private static final String SIGNATURE_REMOVED = ".SIGNATURE_REMOVED_BY_GOOGLE";

    /** A day. Google's tokens are valid for an hour. */
    private static final int MAX_AGE_SECONDS = 24 * 60 * 60;

    private static final int MAX_KEY_BYTES = 512 * 1024;
    private static final int MAX_REASON_LENGTH = 300;

    private final Set<String> invokers;
    private final Set<String> audience;
    private final HttpsJwks keys;
    private final JwtConsumer consumer;
    private final Optional<JwtConsumer> reader;

    OidcVerifier(OidcConfig config) {
        this.invokers = config.invokers().orElse(Set.of());
        this.audience = config.audience().orElse(Set.of());
        this.keys = keys(config);
        this.consumer = consumer(config, keys);
        this.reader =
                config.checkedBy() == OidcConfig.Checked.CLOUD_RUN ? Optional.of(reader(config)) : Optional.empty();
    }

    /**
     * Fetches the issuer's keys, for people who look for what is wrong.
     *
     * @return whose tokens open functions; that none do if no account is listed
     * @throws IOException if the keys are out of reach
     */
    public String probe() throws IOException {
        try {
            return "tokens of " + String.join(", ", invokers) + " for " + String.join(", ", audience) + ", by "
                    + keys.getJsonWebKeys().size() + " keys of " + keys.getLocation();
        } catch (JoseException malformed) {
            throw new IOException(keys.getLocation() + " answers something else than keys", malformed);
        }
    }

    /** Whether tokens can open anything. */
    public boolean isOn() {
        return !invokers.isEmpty();
    }

    /** Whether the account of a token that was checked may call functions. */
    boolean isInvoker(String account) {
        return invokers.contains(account);
    }

    /**
     * The e-mail address of the account whose token this is; empty if it is forged, expired or not yet valid, if it has another
     * audience or issuer, or if the address isn't verified. The log says why. Blocks while keys are fetched.
     *
     * @param alone whether no other token came with it, which Cloud Run would have checked in its place
     */
    Optional<String> account(String token, boolean alone) {
        try {
            return Optional.of(verifiedEmail(consumerOf(token, alone).processToClaims(token)));
        } catch (InvalidJwtException | MalformedClaimException refused) {
            Log.warnf("event=oidc.refused reason=\"%s\"", printable(reason(refused)));
            return Optional.empty();
        }
    }

    private JwtConsumer consumerOf(String token, boolean alone) {
        return reader.filter(_ -> alone && token.endsWith(SIGNATURE_REMOVED)).orElse(consumer);
    }

    private static String verifiedEmail(JwtClaims claims) throws MalformedClaimException {
        var email = claims.getClaimValueAsString("email");
        if (email == null || !Boolean.TRUE.equals(claims.getClaimValue("email_verified"))) {
            throw new MalformedClaimException("the token has no verified e-mail address");
        }
        return email;
    }

    private static HttpsJwks keys(OidcConfig config) {
        var keys = new HttpsJwks(config.jwksUrl()
                .or(() -> emulator(config).map(address -> address + "/jwks"))
                .orElse(GOOGLE_KEYS));
        var get = new Get();
        get.setResponseBodySizeLimit(MAX_KEY_BYTES);
        keys.setSimpleHttpGet(get);
        keys.setRefreshReprieveThreshold(MIN_TIME_BETWEEN_FETCHES.toMillis());
        keys.setRetainCacheOnErrorDuration(MAX_TIME_WITHOUT_SOURCE.toSeconds());
        return keys;
    }

    private static Optional<String> emulator(OidcConfig config) {
        return config.emulatorHost().map(host -> "http://" + host);
    }

    private static JwtConsumer consumer(OidcConfig config, HttpsJwks keys) {
        return new JwtConsumerBuilder()
                .setVerificationKeyResolver(new HttpsJwksVerificationKeyResolver(keys))
                .setJwsAlgorithmConstraints(ConstraintType.PERMIT, AlgorithmIdentifiers.RSA_USING_SHA256)
                .setExpectedIssuers(
                        true,
                        strings(config.issuers()
                                .or(() -> emulator(config).map(Set::of))
                                .orElse(GOOGLE)))
                .setExpectedAudience(true, strings(config.audience().orElse(Set.of())))
                .setRequireExpirationTime()
                .setRequireIssuedAt()
                .setIssuedAtRestrictions(0, MAX_AGE_SECONDS)
                .setMaxFutureValidityInMinutes(MAX_AGE_SECONDS / 60)
                .setRequireSubject()
                .setAllowedClockSkewInSeconds((int) config.leeway().toSeconds())
                .build();
    }

    /** For tokens that Cloud Run has checked in every respect, the audience too. */
    private static JwtConsumer reader(OidcConfig config) {
        return new JwtConsumerBuilder()
                .setSkipSignatureVerification()
                .setSkipDefaultAudienceValidation()
                .setRequireExpirationTime()
                .setMaxFutureValidityInMinutes(MAX_AGE_SECONDS / 60)
                .setAllowedClockSkewInSeconds((int) config.leeway().toSeconds())
                .build();
    }

    private static String[] strings(Set<String> values) {
        return values.toArray(String[]::new);
    }

    /** Without the token itself, which would open doors to every reader of the log while it is valid. */
    private static String reason(Exception refused) {
        return refused instanceof InvalidJwtException invalid
                ? invalid.getErrorDetails().stream().map(OidcVerifier::reason).collect(Collectors.joining("; "))
                : refused.getMessage();
    }

    private static String reason(ErrorCodeValidator.Error error) {
        return switch (error.getErrorCode()) {
            case ErrorCodes.AUDIENCE_INVALID, ErrorCodes.ISSUER_INVALID -> error.getErrorMessage();
            case ErrorCodes.EXPIRED -> "it has expired";
            case ErrorCodes.ISSUED_AT_INVALID_PAST, ErrorCodes.EXPIRATION_TOO_FAR_IN_FUTURE ->
                "it is valid for longer than a day";
            case ErrorCodes.NOT_YET_VALID, ErrorCodes.ISSUED_AT_INVALID_FUTURE -> "it is not valid yet";
            case ErrorCodes.SIGNATURE_INVALID -> "its signature is not the issuer's";
            case ErrorCodes.AUDIENCE_MISSING,
                    ErrorCodes.EXPIRATION_MISSING,
                    ErrorCodes.ISSUED_AT_MISSING,
                    ErrorCodes.ISSUER_MISSING,
                    ErrorCodes.SUBJECT_MISSING -> "a claim is missing";
            default -> "it can't be checked: it is malformed, or its key is unknown or out of reach";
        };
    }

    /** Claims are the sender's words. */
    private static String printable(String text) {
        var cut = text.length() > MAX_REASON_LENGTH ? text.substring(0, MAX_REASON_LENGTH) : text;
        return cut.replaceAll("[^ -~]|[\"\\\\]", "?");
    }
}
