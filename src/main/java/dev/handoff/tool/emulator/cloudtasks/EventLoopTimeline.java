package dev.handoff.tool.emulator.cloudtasks;

import io.vertx.core.Vertx;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** Real time, exact to a few milliseconds. */
final class EventLoopTimeline implements Timeline {

    private final Vertx vertx;
    private final InstantSource clock = InstantSource.system();

    EventLoopTimeline(Vertx vertx) {
        this.vertx = vertx;
    }

    @Override
    public Instant now() {
        return clock.instant();
    }

    @Override
    public Alarm at(Instant time, Runnable work) {
        // One more, because a timer that went off a fraction too early would find nothing due.
        long millis = Math.max(0, Duration.between(now(), time).toMillis()) + 1;
        long timer = vertx.setTimer(millis, _ -> work.run());
        return () -> vertx.cancelTimer(timer);
    }
}
