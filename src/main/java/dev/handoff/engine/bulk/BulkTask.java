package dev.handoff.engine.bulk;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.handoff.engine.store.BulkOrder;
import dev.handoff.engine.store.BulkOrders;
import dev.handoff.kit.audit.AuditEntry;
import dev.handoff.kit.audit.AuditStore;
import dev.handoff.task.RetryPolicy;
import dev.handoff.task.TaskFailure;
import dev.handoff.task.TaskHandler;
import dev.handoff.task.TaskId;
import dev.handoff.task.TaskRun;
import dev.handoff.task.TaskState;
import dev.handoff.task.TaskType;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.validation.constraints.NotNull;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Carries out an order, leg by leg. */
@ApplicationScoped
class BulkTask implements TaskHandler<BulkTask.Input, BulkTask.Done> {

    static final TaskType<Input, Done> BULK = TaskType.of("bulk", Input.class, Done.class)
            .timeout(Duration.ofMinutes(30))
            .retries(new RetryPolicy(20, Duration.ofSeconds(2), Duration.ofMinutes(5)))
            .description("Cancels, retries or deletes all tasks that match a filter, as a person has ordered.");

    /** What is left of an attempt's time when another task goes on. A leg takes less. */
    private static final Duration MARGIN = Duration.ofMinutes(5);

    private static final int LEG = 1000;
    private static final int AT_A_TIME = 100;
    private static final int LEG_SECONDS = 30;
    private static final Duration SECOND = Duration.ofSeconds(1);

    private final BulkOrders orders;
    private final Matches matches;
    private final Deeds deeds;
    private final AuditStore audit;
    private final ObjectMapper json;

    BulkTask(BulkOrders orders, Matches matches, Deeds deeds, AuditStore audit, ObjectMapper json) {
        this.orders = orders;
        this.matches = matches;
        this.deeds = deeds;
        this.audit = audit;
        this.json = json;
    }

    /**
     * Which order; what it says is here for people.
     *
     * @param from how far an earlier task has come with it; null for not at all
     */
    record Input(
            @NotNull UUID order,
            @NotNull BulkAction action,
            @NotNull Selection filter,
            Reached from) {}

    /**
     * What came of it.
     *
     * @param left how many were not in a state for it any more, or are needed still
     * @param continuedBy the task that does the rest, since there was no time for it in this one
     */
    record Done(long changed, long left, Optional<TaskId> continuedBy) {}

    @Override
    public TaskType<Input, Done> type() {
        return BULK;
    }

    @Override
    public Done handle(Input input, TaskRun run) throws Exception {
        var given = orders.find(input.order())
                .orElseThrow(() -> TaskFailure.permanent("there is no order " + input.order()
                        + "; give one by POST /api/bulk/" + input.action().word()));
        if (!isFor(input, given.order())) {
            throw TaskFailure.permanent("order " + input.order() + " is not for what this input says");
        }
        return new Attempt(input, given, run).toItsEnd();
    }

    private boolean isFor(Input input, BulkOrder order) throws JsonProcessingException {
        return order.action().equals(input.action().name())
                && json.readValue(order.filterJson(), Selection.class).equals(input.filter());
    }

    /** What is done at a time, and how far it has come. */
    private final class Attempt {

        private final Input input;
        private final BulkOrders.Given given;
        private final TaskRun run;
        private long total;

        Attempt(Input input, BulkOrders.Given given, TaskRun run) {
            this.input = input;
            this.given = given;
            this.run = run;
        }

        Done toItsEnd() throws Exception {
            var reached = input.from() == null ? Reached.nothing(states()) : input.from();
            for (int leg = 1; reached.in().isPresent(); leg++) {
                if (Instant.now().isAfter(run.deadline().minus(MARGIN))) {
                    var rest = new Input(input.order(), input.action(), input.filter(), reached);
                    return new Done(reached.changed(), reached.left(), Optional.of(run.submit("rest", BULK, rest)));
                }
                var from = reached;
                reached = run.step("leg-" + leg, Reached.class, () -> further(from));
            }
            noteEnd(reached);
            return new Done(reached.changed(), reached.left(), Optional.empty());
        }

        private List<TaskState> states() {
            return input.filter().states(input.action());
        }

        private Reached further(Reached from) throws InterruptedException {
            if (from.done() >= total) {
                total = from.done()
                        + matches.count(input.action(), input.filter(), given.orderedAt())
                                .count();
            }
            int most = rate().map(it -> Math.min(LEG, it * LEG_SECONDS)).orElse(LEG);
            var part = matches.part(input.filter(), from.in().orElseThrow(), given.orderedAt(), from.after(), most);
            long changed = 0;
            for (int i = 0; i < part.meant().size(); i += atATime()) {
                var some = part.meant().subList(i, Math.min(part.meant().size(), i + atATime()));
                changed += atItsRate(some);
                long done = from.done() + i + some.size();
                run.progress(done, Math.max(total, done));
            }
            return from.further(part.next(), states(), changed, part.meant().size() - changed);
        }

        private Optional<Integer> rate() {
            return given.order().rate();
        }

        private int atATime() {
            return rate().map(it -> Math.min(AT_A_TIME, it)).orElse(AT_A_TIME);
        }

        private long atItsRate(List<TaskId> some) throws InterruptedException {
            var end = System.nanoTime()
                    + rate().map(it -> SECOND.toNanos() * some.size() / it).orElse(0L);
            var reason = given.order()
                    .actor()
                    .reason()
                    .orElse("cancelled with others by " + given.order().actor().name());
            long changed = deeds.apply(input.action(), some, reason, given.orderedAt());
            Thread.sleep(Duration.ofNanos(Math.max(0, end - System.nanoTime())));
            return changed;
        }

        /** Once, however often an attempt comes so far. */
        private void noteEnd(Reached reached) {
            var order = given.order();
            var details = JsonNodeFactory.instance
                    .objectNode()
                    .put("changed", Long.toString(reached.changed()))
                    .put("left", Long.toString(reached.left()));
            audit.add(new AuditEntry(
                    UUID.nameUUIDFromBytes(("end of bulk " + order.id()).getBytes(StandardCharsets.UTF_8)),
                    Instant.now(),
                    order.actor().name(),
                    "bulk.end",
                    "bulk",
                    order.id().toString(),
                    details.toString()));
        }
    }
}
