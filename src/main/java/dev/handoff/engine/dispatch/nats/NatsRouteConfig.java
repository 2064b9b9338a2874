package dev.handoff.engine.dispatch.nats;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.OptionalInt;

/** How doorbells travel over NATS. */
@ConfigMapping(prefix = "handoff.nats-route")
public interface NatsRouteConfig {

    /** {@code NATS_STREAM}: the stream that keeps doorbells; the subject of a type is {@code STREAM.TYPE}. Defaults to handoff. */
    @WithDefault("${NATS_STREAM:handoff}")
    String stream();

    /** {@code NATS_REPLICAS}: how many servers of the cluster keep the stream, when it is made. Defaults to 1. */
    @WithDefault("${NATS_REPLICAS:1}")
    int replicas();

    /**
     * How many doorbells of one type an instance holds that have not been claimed yet. Defaults to as many as it can run at a
     * time, but at least 50 and at most 1000: fewer leave slots idle while claims are under way, more keep tasks from other
     * instances.
     */
    OptionalInt prefetch();

    /** How long a doorbell waits here for a slot before it goes back to its stream, for an idler instance. Defaults to 10 s. */
    @WithDefault("10s")
    Duration expiry();

    /**
     * How long NATS waits for an answer before it brings a doorbell again, such as after an instance was killed: longer than
     * the expiry. Defaults to 30 s.
     */
    @WithDefault("30s")
    Duration answer();

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
