package dev.handoff.engine.dispatch.cloudtasks;

import com.google.cloud.tasks.v2.CloudTasksClient;
import com.google.cloud.tasks.v2.Task;
import dev.handoff.engine.dispatch.DispatchConfig;
import dev.handoff.engine.dispatch.DispatchEvent;
import dev.handoff.engine.dispatch.DispatchEvent.CloudTasksChecked;
import dev.handoff.engine.dispatch.DispatchEvent.Note;
import dev.handoff.engine.dispatch.DispatchEvent.Noted;
import dev.handoff.engine.dispatch.DispatchFailed;
import dev.handoff.engine.dispatch.DispatchFailed.Stage;
import dev.handoff.engine.dispatch.DispatchUnavailable;
import dev.handoff.engine.dispatch.Dispatched;
import dev.handoff.engine.dispatch.Doorbell;
import dev.handoff.engine.dispatch.FarQueue;
import dev.handoff.engine.dispatch.Route;
import dev.handoff.engine.dispatch.RouteNames;
import dev.handoff.engine.dispatch.TasksAuth;
import dev.handoff.engine.dispatch.Verdict;
import dev.handoff.engine.dispatch.WorkerConfig;
import dev.handoff.kit.thread.Parallel;
import dev.handoff.task.TaskHandler;
import dev.handoff.task.TaskState;
import io.quarkus.arc.All;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.enterprise.event.Observes;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** Brings doorbells by Google Cloud Tasks. */
@ApplicationScoped
class CloudTasksRoute implements Route {

    /** How far ahead Cloud Tasks takes a task (30 days), less a margin for clocks that differ. */
    private static final Duration FARTHEST = Duration.ofDays(30).minusHours(1);

    /** How often one attempt is rung for within the hour for which Cloud Tasks remembers the names of tasks that are gone. */
    private static final int MAX_NAMES = 4;

    /** Of types that this program doesn't know any more. */
    private static final Duration USUAL_TIMEOUT = Duration.ofMinutes(10);

    private final CloudTasksConfig config;
    private final WorkerConfig workers;
    private final DispatchConfig dispatch;
    private final TasksAuth auth;
    private final Clients clients;
    private final Clock clock;
    private final Event<DispatchEvent> events;
    private final Map<String, Duration> timeouts = new HashMap<>();
    private volatile boolean answers = true;
    private CloudTasksClient client;

    CloudTasksRoute(
            CloudTasksConfig config,
            WorkerConfig workers,
            DispatchConfig dispatch,
            TasksAuth auth,
            Clients clients,
            @All List<TaskHandler<?, ?>> handlers,
            Clock clock,
            Event<DispatchEvent> events) {
        this.config = config;
        this.workers = workers;
        this.dispatch = dispatch;
        this.auth = auth;
        this.clients = clients;
        this.clock = clock;
        this.events = events;
        handlers.forEach(
                handler -> timeouts.put(handler.type().name(), handler.type().timeout()));
    }

    void check(@Observes StartupEvent starting) {
        var verdict = verdict("");
        events.fire(new CloudTasksChecked(verdict instanceof Verdict.Takes, verdict.reason()));
    }

    @Override
    public String name() {
        return RouteNames.CLOUD_TASKS;
    }

    /** The same for every type. */
    @Override
    public Verdict verdict(String type) {
        if (!config.enabled()) {
            return new Verdict.Passes("handoff.cloud-tasks.enabled is false");
        }
        if (config.location().or(config::queue).or(config::urlBase).isEmpty()) {
            return new Verdict.Passes("TASKS_LOCATION, TASKS_QUEUE and TASKS_URL_BASE are not set");
        }
        if (!dispatch.production() && config.emulatorHost().isEmpty()) {
            return new Verdict.Passes("APP_ENV is not production, and CLOUD_TASKS_EMULATOR_HOST is not set");
        }
        return broken().<Verdict>map(Verdict.Broken::new)
                .orElseGet(() -> new Verdict.Takes("all variables are set"
                        + config.emulatorHost()
                                .map(host -> ", with the emulator at " + host)
                                .orElse("")));
    }

    @Override
    public Optional<String> fault() {
        return !dispatch.dryRun() && verdict("") instanceof Verdict.Broken broken
                ? Optional.of(broken.reason())
                : Optional.empty();
    }

    @Override
    public Stage faultyStage() {
        return wrong().map(DispatchFailed::stage).orElse(Stage.SETTINGS);
    }

    private Optional<String> broken() {
        return wrong().map(DispatchFailed::getMessage);
    }

    private Optional<DispatchFailed> wrong() {
        try {
            // All types, since a prefix may leave no room for the name of one.
            timeouts.keySet().forEach(type -> Target.of(type, config, workers));
            return Optional.empty();
        } catch (DispatchFailed wrong) {
            return Optional.of(wrong);
        }
    }

    @Override
    public Duration patience() {
        return config.patience();
    }

    @Override
    public String probe(String type) {
        return QueueProbe.ask(client(), Target.of(type, config, workers));
    }

    @Override
    public List<FarQueue> queues(Set<String> types) {
        if (!(verdict("") instanceof Verdict.Takes)) {
            return List.of();
        }
        var typesOf = types.stream()
                .sorted()
                .collect(Collectors.groupingBy(
                        type -> Target.of(type, config, workers).queue(), TreeMap::new, Collectors.toList()));
        return Parallel.map(
                List.copyOf(typesOf.keySet()), queue -> QueueLook.at(this::client, queue, typesOf.get(queue)));
    }

    /** What is due later than Cloud Tasks may keep it is left to the sweeper. */
    @Override
    public Dispatched ring(Doorbell bell, Supplier<String> input) {
        var now = clock.instant();
        var target = Target.of(bell.type(), config, workers);
        if (bell.due().isAfter(now.plus(FARTHEST))) {
            return new Dispatched(target.queue(), TaskState.QUEUED, Dispatched.Ring.TOO_FAR);
        }
        note(bell, target.worker() ? Note.USING_WORKER_URL : Note.USING_TASKS_URL, target.url());
        if (auth.secret().isPresent()) {
            note(bell, Note.TASKS_AUTH_SET, "");
        } else if (config.serviceAccount().isEmpty()) {
            note(bell, Note.TASKS_AUTH_MISSING, "and no TASKS_SERVICE_ACCOUNT either: functions will not let it in");
        }
        var request = Message.request(target, bell, input.get(), auth.secret(), config);
        var timeout = timeouts.getOrDefault(bell.type(), USUAL_TIMEOUT);
        var task = Message.task(target, request, bell, timeout, now);
        note(bell, Note.CREATING_TASK, target.queue());
        return new Dispatched(create(target, bell, task), TaskState.QUEUED);
    }

    /** By the first name that isn't taken, if it is known that the doorbells of those that are taken are gone. */
    private String create(Target target, Doorbell bell, Task task) {
        int names = answers && isOverdue(bell) ? MAX_NAMES : 1;
        var named = task;
        for (int again = 1; !Creator.create(client(), target.queue(), named) && again < names; again++) {
            named = task.toBuilder().setName(Message.name(target, bell, again)).build();
        }
        return named.getName();
    }

    /** Asked only after those that nobody came for in time: a queue that is behind has them still. */
    @Override
    public boolean isUnderWay(Doorbell bell) {
        if (!isOverdue(bell)) {
            return false;
        }
        try {
            var underWay = Inquiry.finds(client(), Target.of(bell.type(), config, workers), bell, MAX_NAMES);
            answers = true;
            return underWay;
        } catch (DispatchFailed silent) {
            if (answers) {
                note(bell, Note.NOT_TOLD, silent.getMessage());
            }
            answers = false;
            return false;
        }
    }

    private boolean isOverdue(Doorbell bell) {
        return bell.isDueAt(clock.instant().minus(config.patience()));
    }

    private void note(Doorbell bell, Note note, String detail) {
        events.fire(Noted.of(note, bell, detail));
    }

    private synchronized CloudTasksClient client() {
        if (client == null) {
            try {
                client = clients.open();
            } catch (LinkageError absent) {
                throw new DispatchUnavailable("Google's client of Cloud Tasks can't be loaded: " + absent, absent);
            } catch (IOException | RuntimeException failed) {
                throw new DispatchFailed(
                        Stage.CLIENT,
                        "the client of Cloud Tasks can't be made: " + failed.getMessage()
                                + "; set GOOGLE_APPLICATION_CREDENTIALS or run where an account is attached",
                        failed);
            }
        }
        return client;
    }

    @PreDestroy
    synchronized void close() {
        if (client != null) {
            client.close();
        }
    }
}
