package dev.handoff.kit.oidc;

/** The provider says no, or says what can't be trusted. The message has neither secret nor token in it. */
public final class ProviderRefused extends Exception {

    ProviderRefused(String message) {
        super(message);
    }
}
