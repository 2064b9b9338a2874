package dev.handoff.api;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.util.Optional;

/** Who may call. */
@ConfigMapping(prefix = "handoff.api")
interface ApiConfig {

    /** What {@code TASKS_AUTH} is when nobody sets it; refused in production. */
    String LOCAL_SECRET = "a-secure-local-secret";

    /**
     * The bearer token of programs that submit and read tasks, from {@code HANDOFF_API_KEY}. Without one, everybody may;
     * that is refused in production.
     */
    Optional<String> key();

    /** The secret in the {@code X-Tasks-Auth} header of function calls, from {@code TASKS_AUTH}. Empty if it is blank. */
    @WithDefault("${tasks.auth:" + LOCAL_SECRET + "}")
    Optional<String> tasksAuth();
}
