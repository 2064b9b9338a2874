package dev.handoff.edge.session;

import dev.handoff.edge.http.ApiKeys;
import dev.handoff.edge.http.Role;
import dev.handoff.edge.page.LoginConfig;
import dev.handoff.engine.dispatch.DispatchConfig;
import dev.handoff.kit.oidc.OidcProvider;
import dev.handoff.kit.oidc.Registration;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.runtime.configuration.ConfigurationException;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.interceptor.Interceptor;
import java.time.Clock;
import java.util.Optional;
import java.util.Set;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Who lets people in beside keys, and what those people may do. */
@ApplicationScoped
public class Logins {

    private final LoginConfig config;
    private final ApiKeys keys;
    private final DispatchConfig dispatch;
    private final Clock clock;
    private final ClaimRoles roles;
    // A migration, for one, takes no requests and lets nobody in.
    private final boolean serves;
    private OidcProvider provider;

    Logins(
            LoginConfig config,
            ApiKeys keys,
            DispatchConfig dispatch,
            @ConfigProperty(name = "quarkus.http.host-enabled", defaultValue = "true") boolean serves,
            Clock clock) {
        this.config = config;
        this.keys = keys;
        this.dispatch = dispatch;
        this.serves = serves;
        this.clock = clock;
        this.roles = ClaimRoles.of(config.claim(), config.roles().orElse(Set.of()));
    }

    void check(@Observes @Priority(Interceptor.Priority.PLATFORM_BEFORE) StartupEvent start) {
        var faults = LoginFaults.of(config, keys.isOpen(), dispatch.production());
        if (serves && !faults.isEmpty()) {
            throw new ConfigurationException(String.join("; ", faults));
        }
    }

    /** Empty if people log in by keys alone. */
    public Optional<OidcProvider> provider() {
        return config.issuer().map(this::provider);
    }

    /** Its client has a thread, so it is made at the first login. */
    private synchronized OidcProvider provider(String issuer) {
        if (provider == null) {
            var registration =
                    new Registration(issuer, config.clientId().orElseThrow(), config.clientSecret(), config.scope());
            provider = new OidcProvider(registration, clock);
        }
        return provider;
    }

    ClaimRoles roles() {
        return roles;
    }

    /** What a session is worth now that was begun by this value of an account of this provider; empty if it has ended. */
    Optional<Role> role(String issuer, String value) {
        return config.issuer().filter(issuer::equals).flatMap(_ -> roles.role(value));
    }
}
