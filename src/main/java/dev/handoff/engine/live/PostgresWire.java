package dev.handoff.engine.live;

import dev.handoff.kit.database.Notifications;
import java.util.function.Consumer;

/** Hints by PostgreSQL's notifications, each in a statement of its own. */
final class PostgresWire implements Wire {

    private final Notifications notifications;

    PostgresWire(Notifications notifications) {
        this.notifications = notifications;
    }

    @Override
    public void send(String hint) {
        try {
            notifications.send(CHANNEL, hint);
        } catch (RuntimeException unheard) {
            // Nothing depends on a hint, and others report that the database is away.
        }
    }

    @Override
    public void listen(Consumer<String> heard, Runnable begun) {
        notifications.listen(CHANNEL, new Notifications.Hearer() {
            @Override
            public void hear(String payload) {
                heard.accept(payload);
            }

            @Override
            public void begin() {
                begun.run();
            }
        });
    }

    /** Without the database there are no news either, and others report it. */
    @Override
    public boolean isConnected() {
        return true;
    }

    @Override
    public void close() {
        notifications.unlisten(CHANNEL);
    }
}
