package dev.handoff.edge.trigger;

import com.fasterxml.jackson.databind.JsonNode;
import dev.handoff.engine.TaskTypes;
import dev.handoff.engine.submit.DedupeKey;
import dev.handoff.engine.submit.Submission;
import dev.handoff.engine.submit.Submitted;
import dev.handoff.engine.submit.Tasks;
import dev.handoff.task.Invalid;
import dev.handoff.task.Reused;
import io.cloudevents.CloudEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;

/** Takes events, each once, and submits the tasks that they ask for. */
@ApplicationScoped
public class Triggers {

    /** An object is in a bucket, new or written anew: https://cloud.google.com/eventarc/docs/reference/supported-events. */
    public static final String UPLOAD = "google.cloud.storage.object.v1.finalized";

    /** A message was published, with {@code message} and {@code subscription} as data. */
    public static final String MESSAGE = "google.cloud.pubsub.topic.v1.messagePublished";

    /** The attributes of such a message that are read; others may be left out. */
    public static final List<String> MESSAGE_ATTRIBUTES = Messages.ATTRIBUTES;

    /** What the types of events begin with that name a task type; their data are the input. */
    public static final String TASK = "dev.handoff.task.";

    // Together they are a key in an index, whose entries have 2,704 bytes at most. No sender is known that needs more.
    private static final Pattern ID = Pattern.compile("\\P{Cntrl}{1,255}");
    private static final Pattern SOURCE = Pattern.compile("[\\P{Cntrl}&&\\S]{1,500}");

    private final Uploads uploads;
    private final Messages messages;
    private final EventData data;
    private final TaskTypes types;
    private final Tasks tasks;
    private final Event<TriggerEvent> events;

    Triggers(
            Uploads uploads,
            Messages messages,
            EventData data,
            TaskTypes types,
            Tasks tasks,
            Event<TriggerEvent> events) {
        this.uploads = uploads;
        this.messages = messages;
        this.data = data;
        this.types = types;
        this.tasks = tasks;
        this.events = events;
    }

    /**
     * Submits the task that an event asks for, once for its source and id. After that the event need not be brought again. A
     * task that can never work is stored as dead.
     *
     * @throws UnusableEvent if the event doesn't tell what it asks for, or HANDOFF_INPUT is not set and it is an upload
     * @throws dev.handoff.task.NotFound if there is no handler for its type here; a newer release may have one
     * @throws dev.handoff.engine.dispatch.DispatchMisconfigured if its route can't take it; nothing was stored
     * @throws dev.handoff.engine.dispatch.DispatchFailed if a route failed; the task is stored and will be run
     * @throws dev.handoff.kit.database.StoreUnavailable if PostgreSQL didn't answer
     */
    public Taken take(CloudEvent event) {
        return take(event, this::ask);
    }

    /** The same for what says in its own way what it asks for; source and id of the event are still its own. */
    public Taken take(CloudEvent event, Function<CloudEvent, Ask> ask) {
        try {
            var taken = taken(event, ask);
            events.fire(new TriggerEvent.Ended(event, taken));
            return taken;
        } catch (UnusableEvent unusable) {
            events.fire(new TriggerEvent.Refused(event, unusable.getMessage()));
            throw unusable;
        }
    }

    private Taken taken(CloudEvent event, Function<CloudEvent, Ask> ask) {
        var key = key(event);
        return switch (ask.apply(event)) {
            case Ask.Nothing(var reason) -> new Taken.Ignored(reason);
            case Ask.Run run -> stored(submit(types.get(run.type()).name(), run, key));
            case Ask.Broken(var type, var input, var error) ->
                stored(bury(types.get(type).name(), input, key, error));
        };
    }

    private static DedupeKey key(CloudEvent event) {
        var source = event.getSource().toString();
        if (!SOURCE.matcher(source).matches() || !ID.matcher(event.getId()).matches()) {
            throw new UnusableEvent(
                    "an event's id must have 1 to 255 characters and its source 1 to 500, none of them a "
                            + "control character");
        }
        return DedupeKey.ofCloudEvent(source, event.getId());
    }

    private Ask ask(CloudEvent event) {
        var type = event.getType();
        if (type.startsWith(TASK)) {
            return named(type.substring(TASK.length()), event);
        }
        return switch (type) {
            case UPLOAD -> uploads.read(object(event));
            case MESSAGE -> messages.read(object(event));
            default ->
                throw new UnusableEvent("no task follows from events of type " + type + ", but from "
                        + String.join(", ", UPLOAD, MESSAGE, TASK + "TYPE"));
        };
    }

    private Ask named(String type, CloudEvent event) {
        try {
            return new Ask.Run(type, data.read(event));
        } catch (IOException unreadable) {
            return new Ask.Broken(type, EventData.text(event), unreadable.getMessage());
        }
    }

    private JsonNode object(CloudEvent event) {
        try {
            return data.read(event);
        } catch (IOException unreadable) {
            throw new UnusableEvent("an event of type " + event.getType() + ": " + unreadable.getMessage(), unreadable);
        }
    }

    private Submitted submit(String type, Ask.Run run, DedupeKey key) {
        try {
            var submission = submission(type, run.input(), Optional.of(key)).priority(run.priority());
            return tasks.submit(run.at().map(submission::at).orElse(submission));
        } catch (Invalid wrong) {
            return bury(type, run.input(), key, wrong.getMessage());
        } catch (Reused other) {
            return buryApart(type, run.input(), other);
        }
    }

    private Submitted bury(String type, JsonNode input, DedupeKey key, String why) {
        try {
            return tasks.bury(
                    submission(type, input, Optional.of(key)), "an event brought what can never work: " + why);
        } catch (Reused other) {
            return buryApart(type, input, other);
        }
    }

    /** Without the key, which is the other's; it is not brought again. */
    private Submitted buryApart(String type, JsonNode input, Reused other) {
        return tasks.bury(
                submission(type, input, Optional.empty()),
                "an event has the source and the id of another: " + other.getMessage());
    }

    private static Submission submission(String type, JsonNode input, Optional<DedupeKey> key) {
        var submission = Submission.of(type, input);
        return key.map(submission::keyed).orElse(submission);
    }

    private static Taken stored(Submitted task) {
        return new Taken.Stored(task.id(), task.duplicate(), task.state());
    }
}
