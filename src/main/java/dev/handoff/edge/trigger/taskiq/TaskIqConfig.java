package dev.handoff.edge.trigger.taskiq;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Where programs that use TaskIQ put their tasks. In use if servers are named. */
@ConfigMapping(prefix = "handoff.taskiq")
public interface TaskIqConfig {

    /**
     * {@code TASKIQ_NATS_SERVERS}: the NATS servers of TaskIQ's broker, such as {@code nats://nats:4222}, separated by commas.
     * Logins, certificates and times are those of {@code NATS_…}.
     */
    @WithDefault("${TASKIQ_NATS_SERVERS:}")
    Optional<List<String>> servers();

    /** {@code TASKIQ_NATS_QUEUE}: the subject of its messages, and the group that shares those that no stream keeps. */
    @WithDefault("${TASKIQ_NATS_QUEUE:taskiq_tasks}")
    String queue();

    /**
     * {@code TASKIQ_NATS_DURABLE}: the consumer of the stream, if one keeps the messages. That of TaskIQ's own workers shares
     * the work with them, and goes on where they stand. Defaults to that of TaskIQ's pull broker.
     */
    @WithDefault("${TASKIQ_NATS_DURABLE:taskiq_durable}")
    String durable();

    /** How many messages an instance takes at a time. Defaults to 50. */
    @WithDefault("50")
    int prefetch();

    /** How long a message waits here for a database that doesn't answer before it is tried again. Defaults to 2 s. */
    @WithDefault("2s")
    Duration pause();
}
