package dev.handoff.engine.dispatch.nats;

import dev.handoff.engine.dispatch.DispatchConfig;
import dev.handoff.engine.dispatch.DispatchFailed;
import dev.handoff.engine.dispatch.DispatchMisconfigured;
import dev.handoff.engine.dispatch.Dispatched;
import dev.handoff.engine.dispatch.Doorbell;
import dev.handoff.engine.dispatch.DoorbellMessage;
import dev.handoff.engine.dispatch.FarQueue;
import dev.handoff.engine.dispatch.Listener;
import dev.handoff.engine.dispatch.Pool;
import dev.handoff.engine.dispatch.Route;
import dev.handoff.engine.dispatch.RouteNames;
import dev.handoff.engine.dispatch.Slots;
import dev.handoff.engine.dispatch.Verdict;
import dev.handoff.engine.dispatch.Weights;
import dev.handoff.kit.nats.Intake;
import dev.handoff.kit.nats.NatsBroker;
import dev.handoff.kit.nats.NatsFailed;
import dev.handoff.kit.nats.WorkQueue;
import dev.handoff.kit.nats.WorkStream;
import dev.handoff.kit.thread.Parallel;
import dev.handoff.task.TaskHandler;
import dev.handoff.task.TaskState;
import dev.handoff.task.Weight;
import io.nats.client.api.RetentionPolicy;
import io.quarkus.arc.All;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** Brings doorbells by NATS, and listens for them. */
@ApplicationScoped
class NatsRoute implements Route {

    /** Among fewer doorbells there would be little for their priorities to sort. */
    private static final int MIN_PREFETCHED = 50;

    /** However many slots there are, these keep them busy while claims are under way. */
    private static final int MAX_PREFETCHED = 1_000;

    private final NatsBroker broker;
    private final NatsRouteConfig config;
    private final DispatchConfig dispatch;
    private final Weights weights;
    private final Slots slots;
    private final Pool pool;
    private final Clock clock;
    private final Listener listener;
    private volatile List<Intake> intakes = List.of();

    NatsRoute(
            NatsBroker broker,
            NatsRouteConfig config,
            DispatchConfig dispatch,
            Weights weights,
            Slots slots,
            Pool pool,
            @All List<TaskHandler<?, ?>> handlers,
            Clock clock) {
        this.broker = broker;
        this.config = config;
        this.dispatch = dispatch;
        this.weights = weights;
        this.slots = slots;
        this.pool = pool;
        this.clock = clock;
        var types = handlers.stream().map(handler -> handler.type().name()).collect(Collectors.toUnmodifiableSet());
        this.listener = new Listener(pool, types, config.expiry());
    }

    @Override
    public String name() {
        return RouteNames.NATS;
    }

    /** Light tasks are done sooner than they have travelled; they go this way only if HANDOFF_ROUTES says so. */
    @Override
    public Verdict verdict(String type) {
        var answer = asked(type);
        return answer instanceof Verdict.Takes && weights.of(type) == Weight.LIGHT
                ? new Verdict.Passes(
                        "NATS_URL is set, but " + type + " is light; HANDOFF_ROUTES=light:nats shares light tasks too")
                : answer;
    }

    @Override
    public Verdict asked(String type) {
        if (!broker.isConfigured()) {
            return new Verdict.Passes("NATS_URL is not set");
        }
        return broker.fault().<Verdict>map(Verdict.Broken::new).orElseGet(() -> new Verdict.Takes("NATS_URL is set"));
    }

    @Override
    public Optional<String> fault() {
        return dispatch.dryRun() ? Optional.empty() : NatsRouteFaults.of(config).or(broker::fault);
    }

    @Override
    public Duration patience() {
        return config.patience();
    }

    @Override
    public String probe(String type) {
        var queue = queue(type);
        try {
            return broker.content(queue)
                    .map(content -> queue.subject() + " at " + broker.address() + " has " + content.waiting()
                            + " messages, and " + content.consumers() + " instances wait for more")
                    .orElseGet(() -> queue.subject() + " at " + broker.address()
                            + " is not there yet; it is made when it is first needed");
        } catch (NatsFailed failed) {
            throw new DispatchFailed(failed.getMessage(), failed);
        }
    }

    @Override
    public List<FarQueue> queues(Set<String> types) {
        if (!broker.isConfigured() || broker.fault().isPresent()) {
            return List.of();
        }
        return Parallel.map(types.stream().sorted().toList(), this::look).stream()
                .flatMap(Optional::stream)
                .toList();
    }

    private Optional<FarQueue> look(String type) {
        var queue = queue(type);
        try {
            return broker.content(queue)
                    .map(it -> FarQueue.of(
                            queue.subject(),
                            List.of(type),
                            new FarQueue.Content(
                                    it.waiting(), false, OptionalInt.of(it.consumers()), OptionalInt.empty())));
        } catch (NatsFailed failed) {
            return Optional.of(FarQueue.silent(queue.subject(), List.of(type), failed.getMessage()));
        }
    }

    /** What is not due yet is left to the sweeper. */
    @Override
    public Dispatched ring(Doorbell bell, Supplier<String> input) {
        if (!broker.isConfigured()) {
            throw new DispatchMisconfigured(
                    "the task goes over NATS, and NATS_URL is not set here; set it, or leave the"
                            + " task to an instance that has it");
        }
        var queue = queue(bell.type());
        if (!bell.isDueAt(clock.instant())) {
            return Dispatched.later(queue.subject());
        }
        try {
            broker.publish(queue, DoorbellMessage.headers(bell), DoorbellMessage.body(bell));
        } catch (NatsFailed failed) {
            throw new DispatchFailed(failed.getMessage(), failed);
        }
        return new Dispatched(queue.subject(), TaskState.QUEUED);
    }

    @Override
    public void listen(Set<String> served) {
        if (broker.isConfigured() && broker.fault().isEmpty()) {
            intakes = served.stream()
                    .map(type -> broker.intake(
                            queue(type),
                            prefetch(type),
                            message -> listener.accept(new BroughtNatsMessage(broker, message))))
                    .toList();
        }
    }

    private int prefetch(String type) {
        return config.prefetch()
                .orElseGet(() -> Math.clamp(slots.capacity(List.of(type)), MIN_PREFETCHED, MAX_PREFETCHED));
    }

    @Override
    public void stopListening() {
        intakes.forEach(Intake::close);
        listener.close();
    }

    @Override
    public int waiting() {
        return pool.waiting();
    }

    @Override
    public Optional<String> stuck() {
        return pool.stuck().or(this::silence);
    }

    private Optional<String> silence() {
        return slots.free() == 0
                ? Optional.empty()
                : intakes.stream()
                        .filter(this::isSilent)
                        .findFirst()
                        .map(it -> it.depth() + " doorbells are in "
                                + it.source().subject() + " and slots are free, but none came for " + it.idle());
    }

    private boolean isSilent(Intake intake) {
        // One that is refused is told in the log and by the doctor, and restarting wouldn't help it.
        return intake.isActive() && intake.depth() > 0 && intake.idle().compareTo(config.longestSilence()) > 0;
    }

    private WorkQueue queue(String type) {
        var stream =
                new WorkStream(config.stream(), config.stream() + ".*", RetentionPolicy.WorkQueue, config.replicas());
        return new WorkQueue(stream, config.stream() + "." + type, type, config.answer());
    }
}
