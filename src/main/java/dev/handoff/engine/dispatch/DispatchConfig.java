package dev.handoff.engine.dispatch;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** Where doorbells go, and how many attempts this instance runs at a time. */
@ConfigMapping(prefix = "handoff.dispatch")
public interface DispatchConfig {

    /** {@code TASKS_DRY_RUN}: whether newly submitted tasks are only logged, and never run. */
    @WithDefault("${TASKS_DRY_RUN:false}")
    boolean dryRun();

    /** Whether this is production, where what is only good for development is refused. Follows {@code APP_ENV}. */
    @WithDefault("false")
    boolean production();

    /**
     * {@code GOROUTINE_POOL_SIZE}: the most attempts that run on this instance at a time. Defaults to a hundred for each
     * processor: attempts mostly wait for something else, and types that need the processor have limits of their own.
     */
    @WithDefault("${GOROUTINE_POOL_SIZE:}")
    OptionalInt capacity();

    /**
     * {@code TASKS_AUTH}: the secret in the {@code X-Tasks-Auth} header of function calls, which routes send and the
     * function endpoint asks for. Empty if it is blank.
     */
    @WithDefault("${tasks.auth:" + TasksAuth.LOCAL_SECRET + "}")
    Optional<String> tasksAuth();

    /**
     * {@code HEAVY_TASKS}: types that are heavy besides those whose code says so; underscores count as hyphens. An unknown
     * one is an error.
     */
    @WithDefault("${HEAVY_TASKS:process_speak_audio,calculate_all_ratings,sync_impressions_from_redis}")
    Optional<List<String>> heavyTasks();

    /**
     * {@code HANDOFF_ROUTES}: which route takes which tasks, whatever the decision table says, by type or by weight, such
     * as {@code heavy:rabbitmq,light:local,transcribe:cloud-tasks}. A type's own entry beats its weight's.
     */
    @WithDefault("${HANDOFF_ROUTES:}")
    Optional<List<String>> routes();
}
