package dev.handoff.kit.oidc;

import java.util.Optional;

/**
 * How a provider knows this program.
 *
 * @param issuer the provider's address, as its tokens repeat it
 * @param secret empty for a program that is registered without one
 * @param scope what is asked for, separated by blanks; {@code openid} is always among it
 */
public record Registration(String issuer, String clientId, Optional<String> secret, String scope) {}
