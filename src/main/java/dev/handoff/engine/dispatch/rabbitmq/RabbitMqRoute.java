package dev.handoff.engine.dispatch.rabbitmq;

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
import dev.handoff.kit.rabbitmq.AmqpMessage;
import dev.handoff.kit.rabbitmq.Destination;
import dev.handoff.kit.rabbitmq.Queue;
import dev.handoff.kit.rabbitmq.RabbitMq;
import dev.handoff.kit.rabbitmq.RabbitMqFailed;
import dev.handoff.kit.rabbitmq.Subscription;
import dev.handoff.kit.thread.Parallel;
import dev.handoff.task.TaskHandler;
import dev.handoff.task.TaskState;
import dev.handoff.task.Weight;
import io.quarkus.arc.All;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** Brings doorbells by RabbitMQ, and listens for them. */
@ApplicationScoped
class RabbitMqRoute implements Route {

    /** Among fewer doorbells there would be little for their priorities to sort. */
    private static final int MIN_PREFETCHED = 50;

    /** However many slots there are, these keep them busy while claims are under way. */
    private static final int MAX_PREFETCHED = 1_000;

    private final RabbitMq broker;
    private final RabbitMqRouteConfig config;
    private final DispatchConfig dispatch;
    private final Weights weights;
    private final Slots slots;
    private final Pool pool;
    private final Set<String> types;
    private final Clock clock;
    private final Listener listener;
    private volatile List<Subscription> subscriptions = List.of();

    RabbitMqRoute(
            RabbitMq broker,
            RabbitMqRouteConfig config,
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
        this.types = handlers.stream().map(handler -> handler.type().name()).collect(Collectors.toUnmodifiableSet());
        this.listener = new Listener(pool, types, config.expiry());
    }

    @Override
    public String name() {
        return RouteNames.RABBITMQ;
    }

    /** Light tasks are done sooner than they have travelled; they go this way only if HANDOFF_ROUTES says so. */
    @Override
    public Verdict verdict(String type) {
        var answer = asked(type);
        return answer instanceof Verdict.Takes && weights.of(type) == Weight.LIGHT
                ? new Verdict.Passes("MQ_HOST is set, but " + type
                        + " is light; HANDOFF_ROUTES=light:rabbitmq shares light tasks too")
                : answer;
    }

    @Override
    public Verdict asked(String type) {
        if (!broker.isConfigured()) {
            return new Verdict.Passes("MQ_HOST is not set");
        }
        return broker.fault().<Verdict>map(Verdict.Broken::new).orElseGet(() -> new Verdict.Takes("MQ_HOST is set"));
    }

    @Override
    public Optional<String> fault() {
        if (dispatch.dryRun()) {
            return Optional.empty();
        }
        return config.expiry().isPositive()
                ? broker.fault()
                : Optional.of("handoff.rabbitmq-route.expiry must be longer than nothing, was " + config.expiry());
    }

    @Override
    public Duration patience() {
        return config.patience();
    }

    @Override
    public String probe(String type) {
        var queue = queue(type);
        try {
            return broker.depth(queue)
                    .map(depth -> queue.name() + " at " + broker.address() + " has " + depth.messages()
                            + " messages, and " + depth.subscriptions() + " instances listen")
                    .orElseGet(() -> queue.name() + " at " + broker.address()
                            + " is not there yet; it is made when it is first needed");
        } catch (RabbitMqFailed failed) {
            throw new DispatchFailed(failed.getMessage(), failed);
        }
    }

    @Override
    public List<FarQueue> queues(Set<String> types) {
        if (!broker.isConfigured() || broker.fault().isPresent()) {
            return List.of();
        }
        var typesOf = types.stream().sorted().collect(Collectors.groupingBy(this::queue));
        return Parallel.map(List.copyOf(typesOf.keySet()), queue -> look(queue, typesOf.get(queue))).stream()
                .flatMap(Optional::stream)
                .sorted(Comparator.comparing(FarQueue::name))
                .toList();
    }

    private Optional<FarQueue> look(Queue queue, List<String> types) {
        try {
            return broker.content(queue).map(it -> FarQueue.of(queue.name(), types, content(it)));
        } catch (RabbitMqFailed failed) {
            return Optional.of(FarQueue.silent(queue.name(), types, failed.getMessage()));
        }
    }

    private static FarQueue.Content content(RabbitMq.Content found) {
        return new FarQueue.Content(
                found.messages(), false, OptionalInt.of(found.subscriptions()), OptionalInt.of(found.dead()));
    }

    /** What is not due yet is left to the sweeper. */
    @Override
    public Dispatched ring(Doorbell bell, Supplier<String> input) {
        if (!broker.isConfigured()) {
            throw new DispatchMisconfigured(
                    "the task goes over RabbitMQ, and MQ_HOST is not set here; set it, or leave the"
                            + " task to an instance that has it");
        }
        var queue = queue(bell.type());
        if (!bell.isDueAt(clock.instant())) {
            return Dispatched.later(queue.name());
        }
        try {
            broker.publish(new Destination.ToQueue(queue), message(bell));
        } catch (RabbitMqFailed failed) {
            throw new DispatchFailed(failed.getMessage(), failed);
        }
        return new Dispatched(queue.name(), TaskState.QUEUED);
    }

    private static AmqpMessage message(Doorbell bell) {
        return new AmqpMessage(
                DoorbellMessage.id(bell),
                "doorbell",
                "application/json",
                DoorbellMessage.headers(bell),
                DoorbellMessage.body(bell));
    }

    @Override
    public void listen(Set<String> served) {
        if (broker.isConfigured() && broker.fault().isEmpty()) {
            var typesOfQueue = served.stream().collect(Collectors.groupingBy(this::queue));
            subscriptions = typesOfQueue.entrySet().stream()
                    .map(each -> broker.subscribe(
                            each.getKey(),
                            prefetch(each.getValue()),
                            delivery -> listener.accept(new BroughtDelivery(broker, delivery))))
                    .toList();
        }
    }

    private int prefetch(Collection<String> types) {
        return config.prefetch().orElseGet(() -> Math.clamp(slots.capacity(types), MIN_PREFETCHED, MAX_PREFETCHED));
    }

    @Override
    public void stopListening() {
        subscriptions.forEach(Subscription::close);
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
                : subscriptions.stream()
                        .filter(this::isSilent)
                        .findFirst()
                        .map(it -> it.depth() + " doorbells are in "
                                + it.queue().name() + " and slots are free, but none came for " + it.idle());
    }

    private boolean isSilent(Subscription subscription) {
        // One that is refused is told in the log and by the doctor, and restarting wouldn't help it.
        return subscription.isActive()
                && subscription.depth() > 0
                && subscription.idle().compareTo(config.longestSilence()) > 0;
    }

    private Queue queue(String type) {
        var name = config.queue();
        return Queue.named(name.endsWith(".") || name.endsWith("-") ? name + type : name);
    }
}
