package dev.handoff.edge.trigger.celery;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Where programs that use Celery put their calls. In use if the broker is set. */
@ConfigMapping(prefix = "handoff.celery")
public interface CeleryConfig {

    /** {@code CELERY_BROKER_URL}: RabbitMQ, as {@code amqp://user:password@host:5672/vhost}, or {@code amqps://} for TLS. */
    @WithDefault("${CELERY_BROKER_URL:}")
    Optional<String> brokerUrl();

    /** {@code CELERY_TASK_QUEUES}: the queues whose calls are run here, separated by commas. Defaults to {@code celery}. */
    @WithDefault("${CELERY_TASK_QUEUES:celery}")
    List<String> taskQueues();

    /**
     * {@code CELERY_RESULT_BACKEND}: {@code rpc://} sends results to who has called, over the same broker;
     * {@code redis://user:password@host:6379/0}, or {@code rediss://} for TLS, puts them there; {@code disabled} answers nobody.
     */
    @WithDefault("${CELERY_RESULT_BACKEND:rpc://}")
    String resultBackend();

    /** How often it is looked for answers that were not sent because a process died, and for calls that have expired. */
    @WithDefault("5s")
    Duration sweep();
}
