package dev.handoff.edge.http;

import dev.handoff.engine.dispatch.DispatchConfig;
import dev.handoff.engine.dispatch.TasksAuth;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.runtime.configuration.ConfigurationException;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.interceptor.Interceptor;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Refuses to start in production with secrets that anybody could guess. */
@ApplicationScoped
class StartupCheck {

    private static final int MIN_KEY_LENGTH = 16;
    private static final String OR_OIDC = ", or TASKS_INVOKERS to the service accounts that may call them";

    private final ApiConfig config;
    private final OidcConfig oidc;
    private final DispatchConfig dispatch;
    // A migration, for one, takes no requests and needs no secrets.
    private final boolean serves;

    StartupCheck(
            ApiConfig config,
            OidcConfig oidc,
            DispatchConfig dispatch,
            @ConfigProperty(name = "quarkus.http.host-enabled", defaultValue = "true") boolean serves) {
        this.config = config;
        this.oidc = oidc;
        this.dispatch = dispatch;
        this.serves = serves;
    }

    /** Before anything else that starts, so that no task is taken. */
    void check(@Observes @Priority(Interceptor.Priority.PLATFORM_BEFORE) StartupEvent start) {
        var faults = faults(config, oidc, dispatch.tasksAuth());
        if (serves && dispatch.production() && !faults.isEmpty()) {
            throw new ConfigurationException("not safe for production: " + String.join("; ", faults));
        }
    }

    /** Everything that is wrong at once, each with its remedy. */
    static List<String> faults(ApiConfig config, OidcConfig oidc, Optional<String> tasksAuth) {
        var faults = new ArrayList<String>();
        var key = config.key().filter(text -> !text.isBlank());
        if (key.isEmpty() && config.keys().isEmpty()) {
            faults.add("HANDOFF_API_KEY is not set, so anybody could submit tasks; set it to a random text of at least "
                    + MIN_KEY_LENGTH + " characters, such as the output of openssl rand -hex 32");
        } else if (key.isPresent() && key.get().length() < MIN_KEY_LENGTH) {
            faults.add(
                    "HANDOFF_API_KEY has " + key.get().length() + " characters; set one of at least " + MIN_KEY_LENGTH);
        }
        // A token that can't be forged needs no secret beside it.
        if (oidc.invokers().isPresent()) {
            if (oidc.audience().isEmpty()) {
                faults.add(
                        "TASKS_AUDIENCE is not set, so no OIDC token could be for this program; set it to what Cloud "
                                + "Tasks is told, usually TASKS_URL_BASE");
            }
            return faults;
        }
        var secret = tasksAuth.filter(text -> !text.isBlank());
        if (secret.isEmpty()) {
            faults.add("TASKS_AUTH is blank; set it to a random text that the callers of functions know" + OR_OIDC);
        } else if (secret.get().equals(TasksAuth.LOCAL_SECRET)) {
            faults.add("TASKS_AUTH is not set or is the default, which everybody knows; set it to a random text that "
                    + "the callers of functions know" + OR_OIDC);
        } else if (secret.get().length() < MIN_KEY_LENGTH) {
            faults.add("TASKS_AUTH has " + secret.get().length()
                    + " characters, which can be guessed; set one of at least " + MIN_KEY_LENGTH + OR_OIDC);
        }
        return faults;
    }
}
