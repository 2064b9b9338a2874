package dev.handoff.edge.cli;

import dev.handoff.engine.live.Listener;
import dev.handoff.engine.live.News;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** Says when to look again: when something has happened, and now and then in case that was not heard. */
class Bell implements Listener {

    /** Several events of the same moment are one reason to look. */
    private static final Duration GATHERED = Duration.ofMillis(50);

    private final Semaphore rung = new Semaphore(0);
    private volatile Duration pause;

    /** @param pause after which to look in any case */
    Bell(Duration pause) {
        this.pause = pause;
    }

    void pause(Duration pause) {
        this.pause = pause;
    }

    final void ring() {
        rung.release();
    }

    /** Returns when it is time to look again. */
    final void await() throws InterruptedException {
        if (rung.tryAcquire(pause.toMillis(), TimeUnit.MILLISECONDS)) {
            Thread.sleep(GATHERED);
            rung.drainPermits();
        }
    }

    @Override
    public final void hear(List<News> news) {
        ring();
    }

    @Override
    public final void reset(long position) {
        ring();
    }
}
