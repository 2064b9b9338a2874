package dev.handoff.engine.outbox.rabbitmq;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.List;

/** How events travel over RabbitMQ. */
@ConfigMapping(prefix = "handoff.rabbitmq-bus")
public interface RabbitMqBusConfig {

    /** {@code MQ_EXCHANGE}: the topic exchange, whose name subscribers' queues begin with. Defaults to airy.events. */
    @WithDefault("${MQ_EXCHANGE:airy.events}")
    String exchange();

    /** How many events of one subscriber an instance handles at a time. Defaults to 20. */
    @WithDefault("20")
    int prefetch();

    /** How long an event waits after each failure of its subscriber; after the last one it is put aside. */
    @WithDefault("1s,5s,30s,2m,5m")
    List<Duration> delays();

    /** How long an event waits for a database that doesn't answer before it goes back to its queue. Defaults to 2 s. */
    @WithDefault("2s")
    Duration pause();
}
