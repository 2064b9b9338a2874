package dev.handoff.engine.dispatch;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/** A worker server, which runs some types in place of the instances that run all others. */
@ConfigMapping(prefix = "handoff.worker")
public interface WorkerConfig {

    /** {@code USE_WORKER_IN_DEV}: whether tasks of {@link #types()} are sent to it in dev and test. Off by default. */
    @WithDefault("${USE_WORKER_IN_DEV:false}")
    boolean useInDev();

    /** {@code WORKER_URL_BASE}: where it is, such as http://localhost:8001. Cloud Tasks brings tasks there too, if set. */
    @WithDefault("${WORKER_URL_BASE:}")
    Optional<String> urlBase();

    /** The types that it runs. Defaults to assemble and process-chunk. */
    @WithDefault("assemble,process-chunk")
    Set<String> types();

    /** {@code TASKS_FORCE_HTTP_LOOPBACK}: whether this instance calls its own functions over HTTP. Off by default. */
    @WithDefault("${TASKS_FORCE_HTTP_LOOPBACK:false}")
    boolean loopback();

    /** How long a function call may take. Defaults to 30 minutes. */
    @WithDefault("30m")
    Duration timeout();
}
