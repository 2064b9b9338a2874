package dev.handoff.engine.dispatch;

import dev.handoff.engine.dispatch.RouteContract.HeardBells;
import dev.handoff.task.TaskId;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;

/** Hears doorbells, and runs until it is released. */
public record HeldReceiver(HeardBells heard, CountDownLatch release, boolean claims) implements TaskReceiver {

    @Override
    public Disposition receive(Doorbell bell, Optional<Duration> budget, Runnable claimed) {
        heard.received.add(bell);
        if (claims) {
            claimed.run();
        }
        try {
            release.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
        return Disposition.DONE;
    }

    @Override
    public boolean putOff(TaskId task) {
        return false;
    }

    @Override
    public void decline(Doorbell bell, String reason) {
        throw new AssertionError("nobody declines");
    }
}
