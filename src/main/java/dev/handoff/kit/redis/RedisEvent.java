package dev.handoff.kit.redis;

import java.time.Duration;

/** What happened between this process and Redis. Fired as a CDI event, for telemetry; nothing may depend on it. */
public sealed interface RedisEvent {

    /**
     * What others send is heard.
     *
     * @param again whether it was before
     */
    record Connected(String address, boolean again) implements RedisEvent {}

    /** It isn't, and will be tried again. */
    record Disconnected(String address, String reason, Duration pause) implements RedisEvent {}
}
