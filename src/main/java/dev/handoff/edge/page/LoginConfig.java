package dev.handoff.edge.page;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.util.Optional;
import java.util.Set;

/** The provider of OpenID Connect whose people log in at the page. Without an issuer there is none. */
@ConfigMapping(prefix = "handoff.login")
public interface LoginConfig {

    /** The provider's address, as its tokens repeat it, such as {@code https://id.example.com/realms/team}. */
    Optional<String> issuer();

    /** What the provider calls this program. */
    Optional<String> clientId();

    /** What only the provider and this program know. A program that is registered without one proves itself by PKCE alone. */
    Optional<String> clientSecret();

    /** What the provider is asked for, separated by blanks. */
    @WithDefault("openid profile email")
    String scope();

    /**
     * The claim of the ID token that decides about roles: a text or an array of texts. A name, or a JSON Pointer such as
     * {@code /realm_access/roles}. {@code email} counts only if the provider has verified it.
     */
    @WithDefault("groups")
    String claim();

    /**
     * Which values of the claim open what, separated by commas, each as {@code ROLE=VALUE}, such as
     * {@code admin=platform,viewer=*}, where {@code *} is everyone who has an account. The role that may most counts.
     */
    Optional<Set<String>> roles();

    /**
     * The page's address as browsers know it, such as {@code https://tasks.example.com/}, to which the provider sends them back.
     * Needed behind a proxy that takes the encryption away or strips a path. Without it, the address that the browser asked.
     */
    Optional<String> page();
}
