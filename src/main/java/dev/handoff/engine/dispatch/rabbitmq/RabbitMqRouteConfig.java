package dev.handoff.engine.dispatch.rabbitmq;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.OptionalInt;

/** How doorbells travel over RabbitMQ. */
@ConfigMapping(prefix = "handoff.rabbitmq-route")
public interface RabbitMqRouteConfig {

    /**
     * {@code MQ_QUEUE}: the queue of all types; with a dot or hyphen at its end a prefix that a type's name follows, so that
     * each has a queue of its own. Defaults to {@code handoff.}
     */
    @WithDefault("${MQ_QUEUE:handoff.}")
    String queue();

    /**
     * How many doorbells of one queue an instance holds that have not been claimed yet. Defaults to as many as it can run at a
     * time, but at least 50 and at most 1000: fewer leave slots idle while claims are under way, more keep tasks from other
     * instances.
     */
    OptionalInt prefetch();

    /** How long a doorbell waits here for a slot before it goes back into the queue, for an idler instance. Defaults to 10 s. */
    @WithDefault("10s")
    Duration expiry();

    /**
     * How long a doorbell may stay unanswered before it is rung again: longer than a queue that is behind usually takes.
     * Defaults to 10 minutes.
     */
    @WithDefault("10m")
    Duration patience();

    /**
     * How long no doorbell may come out of a queue that has some, while slots are free, before this instance counts as ill
     * and should be restarted. Defaults to 1 minute.
     */
    @WithDefault("1m")
    Duration longestSilence();
}
