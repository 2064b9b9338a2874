package dev.handoff.engine.live;

import dev.handoff.engine.Instance;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Instances tell each other when the log has something new, and when somebody looks on. A lost hint costs seconds: the log is
 * read each second, and the roster says who listens.
 */
@ApplicationScoped
public class Hints {

    private static final String NEWS = "news ";
    private static final String LISTENING = "listening ";

    private final String self;
    private final Wire wire;
    private final Interest interest;
    private final Live live;
    private final Teller teller;
    private final Reconciler reconciler;
    private final Instance instance;

    Hints(Instance instance, Wire wire, Interest interest, Live live, Teller teller, Reconciler reconciler) {
        this.self = instance.worker();
        this.instance = instance;
        this.wire = wire;
        this.interest = interest;
        this.live = live;
        this.teller = teller;
        this.reconciler = reconciler;
    }

    // What only looks at tasks has nothing to tell, and nobody looks on there.
    void begin(
            @Observes StartupEvent starting,
            @ConfigProperty(name = "quarkus.scheduler.enabled", defaultValue = "true") boolean works) {
        if (works) {
            begin();
        }
    }

    void begin() {
        live.onListening(() -> wire.send(LISTENING + self));
        teller.onTold(() -> wire.send(NEWS + self));
        reconciler.begin();
        wire.listen(this::hear, this::connected);
    }

    private void hear(String hint) {
        if (hint.endsWith(" " + self)) {
            return;
        }
        if (hint.startsWith(NEWS)) {
            live.look();
        } else if (hint.startsWith(LISTENING)) {
            interest.elsewhere();
        }
    }

    private void connected() {
        live.look();
        if (live.isListening()) {
            Thread.startVirtualThread(() -> wire.send(LISTENING + self));
        }
    }

    /** Whether hints of other instances are heard. */
    public boolean isConnected() {
        return wire.isConnected();
    }

    /**
     * The roster was signed: from it everyone learns who listens, even if no hint came through.
     *
     * @param elsewhere true if another instance listens
     */
    public void signed(boolean elsewhere) {
        if (interest.signed(elsewhere)) {
            // Since when isn't known, and what was not told until now is lost.
            teller.tell(Draft.gap());
        }
        teller.flush();
        if (live.isListening()) {
            wire.send(LISTENING + self);
        }
    }

    @Scheduled(identity = "live", every = "1s", concurrentExecution = ConcurrentExecution.SKIP)
    @RunOnVirtualThread
    void tick() {
        if (live.isListening()) {
            instance.round(this::look);
        }
    }

    private void look() {
        live.tick();
        reconciler.tick();
    }
}
