package dev.handoff.kit.oidc;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;

/**
 * What ties a login to the browser in which it began.
 *
 * @param state comes back with the code, so that nobody is led into another one's session
 * @param nonce comes back in the ID token, so that none is used twice
 * @param verifier proves that whoever brings the code has asked for it (RFC 7636)
 */
public record Handshake(String state, String nonce, String verifier) {

    private static final int BYTES = 32;

    /** One that nobody can guess. */
    public static Handshake begin() {
        var random = new SecureRandom();
        return new Handshake(text(random), text(random), text(random));
    }

    /** What the provider is told of the verifier before it sees it. */
    String challenge() {
        try {
            return base64(MessageDigest.getInstance("SHA-256").digest(verifier.getBytes(StandardCharsets.US_ASCII)));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every JDK has SHA-256", impossible);
        }
    }

    private static String text(SecureRandom random) {
        var bytes = new byte[BYTES];
        random.nextBytes(bytes);
        return base64(bytes);
    }

    private static String base64(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
