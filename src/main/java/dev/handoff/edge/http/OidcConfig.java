package dev.handoff.edge.http;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/** Whose OIDC tokens open the functions. */
@ConfigMapping(prefix = "handoff.oidc")
public interface OidcConfig {

    /**
     * {@code TASKS_INVOKERS}: the e-mail addresses of the service accounts that may call functions. Defaults to
     * {@code TASKS_SERVICE_ACCOUNT}, whose token Cloud Tasks sends; if neither is set, tokens open nothing.
     */
    @WithDefault("${TASKS_INVOKERS:${TASKS_SERVICE_ACCOUNT:}}")
    Optional<Set<String>> invokers();

    /** {@code TASKS_AUDIENCE}: for whom tokens must be. Defaults to {@code TASKS_URL_BASE}. */
    @WithDefault("${TASKS_AUDIENCE:${TASKS_URL_BASE:}}")
    Optional<Set<String>> audience();

    /** {@code TASKS_OIDC_ISSUERS}: who makes tokens. Defaults to Google, or to the emulator if one is set. */
    @WithDefault("${TASKS_OIDC_ISSUERS:}")
    Optional<Set<String>> issuers();

    /** {@code TASKS_OIDC_JWKS_URL}: where the issuer's public keys are. Defaults to Google's, or to the emulator's. */
    @WithDefault("${TASKS_OIDC_JWKS_URL:}")
    Optional<String> jwksUrl();

    /** {@code CLOUD_TASKS_EMULATOR_HOST}: host and port of an emulator, whose tokens count then. */
    @WithDefault("${CLOUD_TASKS_EMULATOR_HOST:}")
    Optional<String> emulatorHost();

    /**
     * {@code TASKS_OIDC_CHECKED_BY}: who has checked tokens before they arrive. {@code cloud-run} is a Cloud Run service
     * that lets in nobody without the role run.invoker: it takes the signature off the tokens that it has checked, and so
     * they are taken at their word. Anywhere else that would let everybody in. Defaults to {@code nobody}.
     */
    @WithDefault("${TASKS_OIDC_CHECKED_BY:nobody}")
    Checked checkedBy();

    /** Who sees tokens before this program does. */
    enum Checked {
        NOBODY,
        CLOUD_RUN
    }

    /** How far the issuer's clock may be away from ours. Defaults to 30 s. */
    @WithDefault("30s")
    Duration leeway();
}
