package dev.handoff.kit.oidc;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * One of the provider's people.
 *
 * @param subject names the account for ever, and no other
 * @param claims of the ID token
 */
public record Account(String subject, JsonNode claims) {

    /** The claim that counts only if another one says that somebody has checked it. */
    public static final String EMAIL = "email";

    private static final Pattern READABLE = Pattern.compile("[\\p{L}\\p{N}][\\p{L}\\p{N} ._@+'-]{0,63}");

    /**
     * Such as {@code anna@example.com (oidc:248289761001)}. People may change what they are called; the subject stays. No key of
     * the API may have a colon in its name, so nobody passes for one.
     */
    public String name() {
        var account = "oidc:" + subject;
        return Stream.of(text("preferred_username"), verifiedEmail(), text("name"))
                .flatMap(Optional::stream)
                .filter(it -> READABLE.matcher(it).matches())
                .findFirst()
                .map(it -> it + " (" + account + ")")
                .orElse(account);
    }

    /** Whether the provider has seen to it that the address is the person's. */
    public boolean hasVerifiedEmail() {
        // Some write it as a text.
        return claims.path("email_verified").asBoolean();
    }

    private Optional<String> verifiedEmail() {
        return text(EMAIL).filter(_ -> hasVerifiedEmail());
    }

    private Optional<String> text(String claim) {
        return Optional.ofNullable(claims.path(claim).textValue());
    }
}
