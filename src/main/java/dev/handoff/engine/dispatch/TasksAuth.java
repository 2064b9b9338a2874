package dev.handoff.engine.dispatch;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;

/** The secret that function calls carry. */
@ApplicationScoped
public class TasksAuth {

    /** The default. Worth nothing in production, since it is public. */
    public static final String LOCAL_SECRET = "a-secure-local-secret";

    private final Optional<String> secret;

    TasksAuth(DispatchConfig config) {
        this.secret = config.tasksAuth()
                .filter(text -> !text.isBlank())
                .filter(text -> !config.production() || !text.equals(LOCAL_SECRET));
    }

    /** Empty if there is none: then nothing is sent, and no caller is let in by one. */
    public Optional<String> secret() {
        return secret;
    }
}
