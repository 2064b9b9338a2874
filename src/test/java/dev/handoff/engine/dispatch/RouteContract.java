package dev.handoff.engine.dispatch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.handoff.task.TaskId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/** What every route has to keep. */
public abstract class RouteContract {

    /** What is asked for by routes that send the input along. */
    public static final Supplier<String> INPUT = () -> "{\"text\":\"hi\"}";

    protected final HeardBells heard = new HeardBells();

    protected abstract Route route();

    /** A receiver that notes what it hears. */
    public static class HeardBells implements TaskReceiver {

        public final List<Doorbell> received = new CopyOnWriteArrayList<>();
        public final List<Doorbell> declined = new CopyOnWriteArrayList<>();

        @Override
        public Disposition receive(Doorbell bell, Optional<Duration> budget, Runnable claimed) {
            received.add(bell);
            return Disposition.DONE;
        }

        @Override
        public boolean putOff(TaskId task) {
            return false;
        }

        @Override
        public void decline(Doorbell bell, String reason) {
            declined.add(bell);
        }

        boolean heard(Doorbell bell) {
            return received.contains(bell) || declined.contains(bell);
        }
    }

    public static Doorbell bell(String type, int priority) {
        return new Doorbell(new TaskId(UUID.randomUUID()), type, 1, priority, Instant.now());
    }

    @Test
    void dueDoorbellIsHeard() {
        var bell = bell("t", 0);

        route().ring(bell, INPUT);

        await().until(() -> heard.heard(bell));
    }

    @Test
    void ringingTwiceIsHarmless() {
        var bell = bell("t", 0);

        route().ring(bell, INPUT);
        route().ring(bell, INPUT);

        await().until(() -> heard.heard(bell));
    }

    @Test
    void everyRingHasAName() {
        assertThat(route().ring(bell("t", 0), INPUT).name()).isNotBlank();
    }

    @Test
    void freshRouteIsNotStuck() {
        assertThat(route().stuck()).isEmpty();
    }
}
