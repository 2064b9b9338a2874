package dev.handoff.edge.cli;

import dev.handoff.kit.text.Text;
import dev.handoff.tool.emulator.PushResult;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;

/** A delivery in a line: when, which task, what came of it, and what will be next. */
final class DeliveryLine {

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("HH:mm:ss.SSS").withZone(ZoneId.systemDefault());
    private static final int MAX_NAME_LENGTH = 40;

    private DeliveryLine() {}

    static String of(PushResult delivery) {
        var status = delivery.status().isPresent()
                ? Integer.toString(delivery.status().getAsInt())
                : "none";
        var next = delivery.nextAttempt()
                .map(at -> ", again at " + TIME.format(at))
                .orElse("");
        return "%s  %-40s  %4s  %6d ms  retry %d%s%s"
                .formatted(
                        TIME.format(delivery.at()),
                        shortened(delivery.task()),
                        status,
                        delivery.took().toMillis(),
                        delivery.retries(),
                        delivery.duplicate() ? ", duplicate" : "",
                        next);
    }

    /** Queue and task; of a long task id the beginning, in which ids differ. */
    private static String shortened(String name) {
        var brief =
                name.substring(name.indexOf("/queues/") + "/queues/".length()).replace("/tasks/", "/");
        return Text.fitted(brief, MAX_NAME_LENGTH);
    }
}
