package dev.handoff.kit.oidc;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jose4j.jwa.AlgorithmConstraints;
import org.jose4j.jwa.AlgorithmConstraints.ConstraintType;
import org.jose4j.jws.AlgorithmIdentifiers;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.MalformedClaimException;
import org.jose4j.jwt.consumer.ErrorCodes;
import org.jose4j.jwt.consumer.InvalidJwtException;
import org.jose4j.jwt.consumer.JwtConsumer;
import org.jose4j.jwt.consumer.JwtConsumerBuilder;
import org.jose4j.keys.resolvers.HttpsJwksVerificationKeyResolver;

/** Checks what a provider says about a person: OpenID Connect Core, section 3.1.3.7. */
record IdTokens(Registration registration, Endpoints endpoints) {

    private static final int LEEWAY_SECONDS = 30;

    // What the specification allows a subject to be, so that it can stand in logs.
    private static final Pattern SUBJECT = Pattern.compile("[ -~]{1,255}");

    private static final ObjectMapper JSON = new ObjectMapper();

    Account account(String token, Handshake handshake) throws ProviderRefused {
        try {
            var claims = consumer().processToClaims(token);
            refuse(fault(claims, handshake));
            return new Account(claims.getSubject(), JSON.readTree(claims.getRawJson()));
        } catch (InvalidJwtException invalid) {
            throw refused(reason(invalid));
        } catch (MalformedClaimException | JsonProcessingException malformed) {
            throw refused("a claim has another form than it should");
        }
    }

    private Optional<String> fault(JwtClaims claims, Handshake handshake) throws MalformedClaimException {
        if (!handshake.nonce().equals(claims.getStringClaimValue("nonce"))) {
            return Optional.of("it answers another request: its nonce differs");
        }
        var party = claims.getStringClaimValue("azp");
        if (party == null ? claims.getAudience().size() > 1 : !party.equals(registration.clientId())) {
            return Optional.of("it was made for another program");
        }
        return SUBJECT.matcher(claims.getSubject()).matches()
                ? Optional.empty()
                : Optional.of("its subject is longer than 255 characters, or not of ASCII");
    }

    private static void refuse(Optional<String> fault) throws ProviderRefused {
        if (fault.isPresent()) {
            throw refused(fault.get());
        }
    }

    private static ProviderRefused refused(String reason) {
        return new ProviderRefused("the provider's ID token counts for nothing: " + reason);
    }

    private JwtConsumer consumer() {
        return new JwtConsumerBuilder()
                .setVerificationKeyResolver(new HttpsJwksVerificationKeyResolver(endpoints.keys()))
                .setJwsAlgorithmConstraints(asymmetric())
                .setExpectedIssuer(true, registration.issuer())
                .setExpectedAudience(true, registration.clientId())
                .setRequireSubject()
                .setRequireIssuedAt()
                .setRequireExpirationTime()
                .setAllowedClockSkewInSeconds(LEEWAY_SECONDS)
                .build();
    }

    /** Whoever checks a signature by a shared secret could have made it. */
    private static AlgorithmConstraints asymmetric() {
        return new AlgorithmConstraints(
                ConstraintType.PERMIT,
                AlgorithmIdentifiers.RSA_USING_SHA256,
                AlgorithmIdentifiers.RSA_USING_SHA384,
                AlgorithmIdentifiers.RSA_USING_SHA512,
                AlgorithmIdentifiers.RSA_PSS_USING_SHA256,
                AlgorithmIdentifiers.RSA_PSS_USING_SHA384,
                AlgorithmIdentifiers.RSA_PSS_USING_SHA512,
                AlgorithmIdentifiers.ECDSA_USING_P256_CURVE_AND_SHA256,
                AlgorithmIdentifiers.ECDSA_USING_P384_CURVE_AND_SHA384,
                AlgorithmIdentifiers.ECDSA_USING_P521_CURVE_AND_SHA512,
                AlgorithmIdentifiers.EDDSA);
    }

    /** Without the library's words, some of which quote the token. */
    private static String reason(InvalidJwtException invalid) {
        if (invalid.hasErrorCode(ErrorCodes.SIGNATURE_INVALID)) {
            return "its signature is not the provider's";
        } else if (invalid.hasErrorCode(ErrorCodes.EXPIRED)) {
            return "it has expired; compare the clocks of both machines";
        } else if (invalid.hasErrorCode(ErrorCodes.AUDIENCE_INVALID)) {
            return "it is for another program";
        } else if (invalid.hasErrorCode(ErrorCodes.ISSUER_INVALID)) {
            return "another provider has made it";
        }
        return "a claim is missing, it is malformed, or its key is unknown or out of reach";
    }
}
