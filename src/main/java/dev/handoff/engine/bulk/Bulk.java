package dev.handoff.engine.bulk;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.handoff.engine.store.BulkOrder;
import dev.handoff.engine.store.BulkOrders;
import dev.handoff.engine.store.TaskCounts;
import dev.handoff.engine.submit.Submission;
import dev.handoff.engine.submit.Submitted;
import dev.handoff.engine.submit.Tasks;
import dev.handoff.kit.audit.Actor;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;

/** Takes orders to do something to all tasks that match. */
@ApplicationScoped
public class Bulk {

    private static final Instant ANY_TIME = Instant.parse("9000-01-01T00:00:00Z");

    private final BulkOrders orders;
    private final Matches matches;
    private final Tasks tasks;
    private final ObjectMapper json;

    Bulk(BulkOrders orders, Matches matches, Tasks tasks, ObjectMapper json) {
        this.orders = orders;
        this.matches = matches;
        this.tasks = tasks;
        this.json = json;
    }

    /** To how many tasks it would be done now. */
    public TaskCounts.Count count(BulkAction action, Selection selection) {
        return matches.count(action, selection, ANY_TIME);
    }

    /**
     * Has it done to every task that matches now, newest first, by a task.
     *
     * @param rate how many tasks each second; empty for as many as can be
     * @throws dev.handoff.kit.database.StoreUnavailable if PostgreSQL didn't answer; giving the order again does no harm
     */
    public Submitted order(BulkAction action, Selection selection, Optional<Integer> rate, Actor actor) {
        var filter = json.valueToTree(selection);
        var order = new BulkOrder(UUID.randomUUID(), action.name(), filter.toString(), rate, actor);
        var details = new TreeMap<String, String>();
        filter.properties().forEach(it -> details.put(it.getKey(), it.getValue().asText()));
        rate.ifPresent(it -> details.put("rate", it.toString()));
        orders.add(
                order, actor.entry("bulk." + action.word(), "bulk", order.id().toString(), details));
        var input = new BulkTask.Input(order.id(), action, selection, null);
        return tasks.submit(Submission.of(BulkTask.BULK.name(), json.valueToTree(input)));
    }
}
