package dev.handoff.engine.bulk;

import static org.assertj.core.api.Assertions.assertThat;

import dev.handoff.engine.store.BulkOrder;
import dev.handoff.engine.store.BulkOrders;
import dev.handoff.kit.audit.Actor;
import dev.handoff.kit.database.Statements;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

@QuarkusTest
class OrderRetentionTest {

    @Inject
    OrderRetention retention;

    @Inject
    BulkOrders orders;

    @Inject
    Statements statements;

    @Test
    void oldOrderGoesUnlessATaskMayNeedIt() {
        var old = order(100);
        var needed = order(100);
        var young = order(80);
        var task = UUID.randomUUID();
        statements.run("""
                INSERT INTO task (id, type, route, input, state, error, run_at, ended_at, attempt)
                VALUES ($1, 'bulk', 'local', $2, 'DEAD', 'lost', now(), now(), 1)
                """, Tuple.of(task, "{\"order\":\"" + needed + "\"}"));
        var before = Instant.now().minus(90, ChronoUnit.DAYS);

        assertThat(retention.prune(before)).isOne();
        assertThat(retention.prune(before)).isZero();

        assertThat(orders.find(old)).isEmpty();
        assertThat(orders.find(needed)).isPresent();
        assertThat(orders.find(young)).isPresent();
        statements.run("UPDATE task SET state = 'CANCELLED', error = NULL WHERE id = $1", Tuple.of(task));
        assertThat(retention.prune(before)).isOne();
    }

    private UUID order(int daysAgo) {
        var order = new BulkOrder(UUID.randomUUID(), "RETRY", "{}", Optional.empty(), Actor.of("ada"));
        orders.add(order, order.actor().entry("bulk.retry", "bulk", order.id().toString()));
        statements.run(
                "UPDATE bulk_order SET ordered_at = now() - $2::int4 * interval '1 day' WHERE id = $1",
                Tuple.of(order.id(), daysAgo));
        return order.id();
    }
}
