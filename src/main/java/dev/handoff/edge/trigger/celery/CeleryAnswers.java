package dev.handoff.edge.trigger.celery;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.handoff.engine.TaskEvent;
import dev.handoff.engine.store.Ended;
import dev.handoff.engine.store.TaskReader;
import dev.handoff.engine.submit.Tasks;
import dev.handoff.kit.database.StoreUnavailable;
import dev.handoff.kit.thread.Coalescer;
import dev.handoff.kit.thread.Parallel;
import dev.handoff.kit.thread.Reconnector;
import dev.handoff.task.TaskId;
import dev.handoff.task.TaskState;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.enterprise.event.Observes;
import jakarta.interceptor.Interceptor;
import java.io.IOException;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Answers who waits for the result of a call, in Celery's own JSON: at once when a task ends here, and by looking again and again
 * for those that ended elsewhere or whose process died. Cancels calls that have expired.
 */
@ApplicationScoped
class CeleryAnswers {

    static final String REVOKED = "revoked";
    static final String EXPIRED = "expired";

    /** How long calls are kept that never became tasks here, as long as Celery keeps results. */
    private static final Duration KEPT = Duration.ofDays(1);

    private final CeleryBroker broker;
    private final CeleryConfig config;
    private final CeleryStore store;
    private final TaskReader reader;
    private final Tasks tasks;
    private final ObjectMapper json;
    private final Event<TaskEvent> events;
    private final ConcurrentLinkedQueue<TaskId> ended = new ConcurrentLinkedQueue<>();
    private final Coalescer answering = new Coalescer("celery-answers", this::answerEnded);
    private final Reconnector sweeping = new Reconnector("celery-sweep", this::sweep);
    private volatile boolean works;

    CeleryAnswers(
            CeleryBroker broker,
            CeleryConfig config,
            CeleryStore store,
            TaskReader reader,
            Tasks tasks,
            ObjectMapper json,
            Event<TaskEvent> events) {
        this.broker = broker;
        this.config = config;
        this.store = store;
        this.reader = reader;
        this.tasks = tasks;
        this.json = json;
        this.events = events;
    }

    void start(
            @Observes @Priority(Interceptor.Priority.PLATFORM_AFTER) StartupEvent starting,
            @ConfigProperty(name = "quarkus.scheduler.enabled", defaultValue = "true") boolean schedules) {
        works = schedules && broker.isConfigured();
        if (works) {
            broker.backend();
            sweeping.start();
        }
    }

    void stop(@Observes ShutdownEvent stopping) throws InterruptedException {
        sweeping.close();
        answering.awaitIdle(Duration.ofSeconds(2));
    }

    /** A hint that the sweep need not be waited for. */
    void on(@Observes TaskEvent event) {
        if (!works) {
            return;
        }
        switch (event) {
            case TaskEvent.AttemptEnded it -> note(it.ended());
            case TaskEvent.Rescued it -> note(it.ended());
            case TaskEvent.CancelAsked it -> note(it.ended());
            case TaskEvent.Buried it -> note(it.task().id());
            default -> {}
        }
    }

    private void note(Ended task) {
        if (task.state() != TaskState.QUEUED && task.state() != TaskState.RUNNING) {
            note(task.task().id());
        }
    }

    private void note(TaskId task) {
        ended.add(task);
        answering.call();
    }

    private void answerEnded() {
        var some = new HashSet<TaskId>();
        for (var next = ended.poll(); next != null; next = ended.poll()) {
            some.add(next);
        }
        if (!some.isEmpty()) {
            try {
                answer(store.ended(some));
            } catch (StoreUnavailable silent) {
                // The sweep finds them.
            }
        }
    }

    private Duration sweep() {
        try {
            List<CeleryStore.Call> due;
            do {
                due = store.due();
                due.stream().filter(call -> !call.ended()).forEach(call -> tasks.cancel(call.task(), EXPIRED));
            } while (answer(due.stream().filter(CeleryStore.Call::ended).toList()));
            store.forget(KEPT);
        } catch (RuntimeException notNow) {
            events.fire(new TaskEvent.Trouble("celery", notNow));
        }
        return config.sweep();
    }

    /** @return whether there may be more; false if none could be answered */
    private boolean answer(List<CeleryStore.Call> calls) {
        var answered = Parallel.map(calls, this::answer).stream()
                .flatMap(Optional::stream)
                .toList();
        if (!answered.isEmpty()) {
            store.settle(answered);
        }
        return !answered.isEmpty();
    }

    /** @return its id if nothing is owed to it any more */
    private Optional<String> answer(CeleryStore.Call call) {
        try {
            if (!call.address().isEmpty()) {
                var task = reader.find(call.task());
                if (task.isPresent()) {
                    broker.backend().send(call.address(), call.id(), CeleryResult.of(call.id(), task.get(), json));
                }
            }
            return Optional.of(call.id());
        } catch (IOException away) {
            return Optional.empty();
        }
    }

    /** Tells that a call names no task that is known here. */
    void refuse(CeleryMessage call, String reason) {
        var address = broker.backend().address(call);
        if (!address.isEmpty()) {
            try {
                broker.backend().send(address, call.id(), CeleryResult.unknown(call.id(), reason));
            } catch (IOException away) {
                // Its caller waits in vain; a person finds the call among the dead letters.
            }
        }
        store.settle(List.of(call.id()));
    }
}
