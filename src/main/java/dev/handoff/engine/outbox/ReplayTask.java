package dev.handoff.engine.outbox;

import dev.handoff.engine.store.PastEvents;
import dev.handoff.engine.store.Pruning.EventPlace;
import dev.handoff.engine.store.StoredEvent;
import dev.handoff.kit.thread.Parallel;
import dev.handoff.task.RetryPolicy;
import dev.handoff.task.TaskFailure;
import dev.handoff.task.TaskHandler;
import dev.handoff.task.TaskId;
import dev.handoff.task.TaskRun;
import dev.handoff.task.TaskType;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Brings events of the past once more, portion by portion: to all subscribers by the relay, or to one by itself. A portion that is
 * brought twice has one effect, since tasks are keyed by the event and the replay.
 */
@ApplicationScoped
class ReplayTask implements TaskHandler<ReplayTask.Input, ReplayTask.Done> {

    static final TaskType<Input, Done> REPLAY = TaskType.of("replay", Input.class, Done.class)
            .timeout(Duration.ofMinutes(30))
            .retries(new RetryPolicy(20, Duration.ofSeconds(2), Duration.ofMinutes(5)))
            .description("Brings events of the past once more, as a person has asked for.");

    /** What is left of an attempt's time when another task goes on. A portion takes less. */
    private static final Duration MARGIN = Duration.ofMinutes(5);

    private static final int PORTION = 1000;

    /** Of events that are brought here, each with some statements. */
    private static final int SMALL_PORTION = 100;

    private final PastEvents past;
    private final Relay relay;
    private final Subscriptions subscriptions;
    private final Event<BusEvent> events;

    ReplayTask(PastEvents past, Relay relay, Subscriptions subscriptions, Event<BusEvent> events) {
        this.past = past;
        this.relay = relay;
        this.subscriptions = subscriptions;
        this.events = events;
    }

    /**
     * Which events.
     *
     * @param range of a topic and of times
     * @param again the name of the replay, if events are to be handled once more; null if not
     * @param subscriber the only one that they go to; null for all
     * @param from how far an earlier task has come; null for not at all
     */
    record Input(@NotNull PastEvents.Range range, String again, String subscriber, Reached from) {}

    /**
     * How far it has come.
     *
     * @param after the last event that was looked at; empty if none was
     * @param refused how many of the events the one subscriber has failed at
     * @param ended whether there are no more
     */
    record Reached(Optional<EventPlace> after, long brought, long refused, boolean ended) {

        static final Reached NOTHING = new Reached(Optional.empty(), 0, 0, false);

        Reached further(PastEvents.Portion portion, long refused) {
            return new Reached(
                    portion.next(),
                    brought + portion.events() - refused,
                    this.refused + refused,
                    portion.next().isEmpty());
        }

        long done() {
            return brought + refused;
        }
    }

    /**
     * What came of it.
     *
     * @param refused at which events the one subscriber has failed; a replay to all tells it of each event
     * @param continuedBy the task that does the rest, since there was no time for it in this one
     */
    record Done(long brought, long refused, Optional<TaskId> continuedBy) {}

    @Override
    public TaskType<Input, Done> type() {
        return REPLAY;
    }

    @Override
    public Done handle(Input input, TaskRun run) throws Exception {
        var reached = input.from() == null ? Reached.NOTHING : input.from();
        long total = reached.done() + past.count(input.range(), reached.after()).events();
        for (int part = 1; !reached.ended(); part++) {
            if (Instant.now().isAfter(run.deadline().minus(MARGIN))) {
                var rest = new Input(input.range(), input.again(), input.subscriber(), reached);
                return new Done(reached.brought(), reached.refused(), Optional.of(run.submit("rest", REPLAY, rest)));
            }
            var from = reached;
            reached = run.step(
                    "portion-" + part,
                    Reached.class,
                    () -> input.subscriber() == null ? toAll(input, from) : toOne(input, from));
            run.progress(reached.done(), Math.max(total, reached.done()));
        }
        events.fire(new BusEvent.Replayed(
                input.range().topic(), Math.toIntExact(reached.brought()), Optional.ofNullable(input.again())));
        return new Done(reached.brought(), reached.refused(), Optional.empty());
    }

    private Reached toAll(Input input, Reached from) {
        var portion = past.replay(input.range(), Optional.ofNullable(input.again()), from.after(), PORTION);
        relay.wake();
        return from.further(portion, 0);
    }

    private Reached toOne(Input input, Reached from) throws TaskFailure {
        var subscriber = subscriptions
                .find(input.subscriber())
                .orElseThrow(() -> TaskFailure.permanent("no subscriber is called " + input.subscriber() + " here"));
        var page = past.page(input.range(), from.after(), SMALL_PORTION);
        var refused = Parallel.map(
                        page.stream()
                                .filter(event ->
                                        event.version() == subscriber.topic().version())
                                .toList(),
                        event -> isBrought(input, event))
                .stream()
                .filter(brought -> !brought)
                .count();
        return from.further(PastEvents.Portion.of(page, SMALL_PORTION), refused);
    }

    private boolean isBrought(Input input, StoredEvent event) {
        try {
            subscriptions.deliver(input.subscriber(), input.again() == null ? event : event.again(input.again()));
            return true;
        } catch (DeliveryFailed refused) {
            return false;
        }
    }
}
