package dev.handoff.tool.emulator.cloudtasks;

import dev.handoff.tool.emulator.Faults;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.LinkedHashMap;
import java.util.Map;

/** What the emulator tells about itself, beside the API that it emulates. */
final class Overview {

    private final Queues queues;
    private final Ledger ledger;
    private final Mischief mischief;

    Overview(Queues queues, Ledger ledger, Mischief mischief) {
        this.queues = queues;
        this.ledger = ledger;
        this.mischief = mischief;
    }

    JsonObject state() {
        var list = new JsonArray();
        queues.all().values().stream().map(Overview::state).forEach(list::add);
        return new JsonObject()
                .put("queues", list)
                .put("deliveries", ledger.count())
                .put("faults", faults());
    }

    private static JsonObject state(TaskQueue queue) {
        var view = queue.view();
        return new JsonObject()
                .put("name", view.getName())
                .put("state", view.getState().name())
                .put("tasks", queue.tasks().size())
                .put("running", queue.running())
                .put("maxDispatchesPerSecond", view.getRateLimits().getMaxDispatchesPerSecond())
                .put("effectiveDispatchesPerSecond", queue.ratePerSecond());
    }

    JsonObject faults() {
        var faults = new JsonObject();
        mischief.faults().values().forEach(faults::put);
        return faults;
    }

    /** @throws ApiError if it does not describe faults */
    JsonObject inject(JsonObject faults) {
        Map<String, String> values = new LinkedHashMap<>();
        faults.forEach(value -> values.put(value.getKey(), String.valueOf(value.getValue())));
        try {
            mischief.inject(Faults.of(values));
        } catch (IllegalArgumentException e) {
            throw ApiError.invalid(e.getMessage());
        }
        return faults();
    }
}
