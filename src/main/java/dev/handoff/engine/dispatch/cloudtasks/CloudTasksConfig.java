package dev.handoff.engine.dispatch.cloudtasks;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.Optional;

/** Which queues, and where they bring tasks. In use if a location, a queue or a base URL is set. */
@ConfigMapping(prefix = "handoff.cloud-tasks")
public interface CloudTasksConfig {

    /** Whether the settings below count; false keeps new tasks off Cloud Tasks whatever else is set. */
    @WithDefault("true")
    boolean enabled();

    /** {@code GOOGLE_CLOUD_PROJECT}: the project of the queues. */
    @WithDefault("${GOOGLE_CLOUD_PROJECT:}")
    Optional<String> project();

    /** {@code TASKS_LOCATION}: their region, such as us-west1. */
    @WithDefault("${TASKS_LOCATION:}")
    Optional<String> location();

    /** {@code TASKS_QUEUE}: the queue's name; with a hyphen at its end a prefix that a type's name follows. */
    @WithDefault("${TASKS_QUEUE:}")
    Optional<String> queue();

    /** {@code TASKS_URL_BASE}: where the functions are, such as https://api.example.com. */
    @WithDefault("${TASKS_URL_BASE:}")
    Optional<String> urlBase();

    /** {@code TASKS_SERVICE_ACCOUNT}: whose OIDC token deliveries carry; without one they carry none. */
    @WithDefault("${TASKS_SERVICE_ACCOUNT:}")
    Optional<String> serviceAccount();

    /** {@code TASKS_AUDIENCE}: for whom that token is. Defaults to the base URL. */
    @WithDefault("${TASKS_AUDIENCE:}")
    Optional<String> audience();

    /** {@code CLOUD_TASKS_EMULATOR_HOST}: host and port of an emulator that stands in for Google's service. */
    @WithDefault("${CLOUD_TASKS_EMULATOR_HOST:}")
    Optional<String> emulatorHost();

    /**
     * How long a doorbell may stay unanswered before Cloud Tasks is asked whether it still has it. One that is gone is rung
     * again; a queue that is behind is asked less and less often, at last every fifth such time. Defaults to 2 minutes.
     */
    @WithDefault("2m")
    Duration patience();

    /**
     * How long an attempt may take before it is put back for the next delivery to go on with. Defaults to 29 minutes, a
     * minute less than Cloud Tasks waits for an answer at most.
     */
    @WithDefault("29m")
    Duration budget();

    /** How long creating one Cloud Task, or asking after it, may take, repetitions included. Defaults to 10 s. */
    @WithDefault("10s")
    Duration timeout();
}
