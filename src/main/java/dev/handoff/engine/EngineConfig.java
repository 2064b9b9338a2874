package dev.handoff.engine;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/** How attempts are held, rescued and ended. */
@ConfigMapping(prefix = "handoff.engine")
public interface EngineConfig {

    /**
     * How long a claim holds without a sign of life; a third of it passes between two of them. The work of a killed
     * process starts again after at most this and a second. Defaults to 30 s.
     */
    @WithDefault("30s")
    Duration lease();

    /**
     * How long running tasks may go on after SIGTERM before they are released to other instances. Defaults to 28 s, so that
     * the process has ended when a platform kills it after 30 s.
     */
    @WithDefault("28s")
    Duration drain();

    /** How long an interrupted handler has to end before its attempt is ended without it. Defaults to 5 s. */
    @WithDefault("5s")
    Duration grace();

    /**
     * After how many crashes without a finished step in between a task is given up, at the earliest. One crash before, it begins
     * to run apart from others of its kind, so that it is known which of them kills its processes. Defaults to 3.
     */
    @WithDefault("3")
    int mostCrashes();

    /** How often cancel requests are looked for and progress is stored. Defaults to 1 s. */
    @WithDefault("1s")
    Duration pulse();

    /**
     * {@code HANDOFF_SERVE}: the task types that this instance runs, or {@code none}. Empty for all; it takes in tasks of
     * every type. One that runs none asks no handler whether an input will do, which may depend on the handler's machine.
     */
    @WithDefault("${HANDOFF_SERVE:}")
    Optional<Set<String>> serve();

    /** How often due and lapsed tasks are looked for. Defaults to 1 s. */
    @WithDefault("1s")
    Duration sweep();
}
