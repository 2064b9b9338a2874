package dev.handoff.engine.bulk;

import dev.handoff.engine.store.BulkOrders;
import dev.handoff.engine.sweep.PruneConfig;
import dev.handoff.task.Retention;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;

/** Keeps orders for as long as dead tasks, among which the one that carries an order out may be; the audit log tells of them longer. */
@Singleton
class OrderRetention implements Retention {

    private final BulkOrders orders;
    private final PruneConfig config;

    OrderRetention(BulkOrders orders, PruneConfig config) {
        this.orders = orders;
        this.config = config;
    }

    @Override
    public String what() {
        return "bulk orders";
    }

    @Override
    public Duration kept() {
        return config.dead();
    }

    @Override
    public int prune(Instant before) {
        return orders.prune(before, BulkTask.BULK.name());
    }
}
