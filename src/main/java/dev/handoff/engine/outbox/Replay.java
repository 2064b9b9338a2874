package dev.handoff.engine.outbox;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.handoff.engine.store.PastEvents;
import dev.handoff.engine.submit.Submission;
import dev.handoff.engine.submit.Tasks;
import dev.handoff.event.Topics;
import dev.handoff.task.Invalid;
import dev.handoff.task.NotFound;
import dev.handoff.task.TaskId;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import java.util.UUID;

/** Has events of the past brought once more: to subscribers that were added or failed, to all of them again, or to one. */
@ApplicationScoped
public class Replay {

    private final PastEvents past;
    private final Subscriptions subscriptions;
    private final Tasks tasks;
    private final ObjectMapper json;

    Replay(PastEvents past, Subscriptions subscriptions, Tasks tasks, ObjectMapper json) {
        this.past = past;
        this.subscriptions = subscriptions;
        this.tasks = tasks;
        this.json = json;
    }

    /**
     * What a replay is about to bring.
     *
     * @param taskId the task that brings them, and tells how far it is
     * @param events how many there are now, up to 100,000
     * @param again the name of the replay, if subscribers handle the events once more
     */
    public record Replayed(TaskId taskId, long events, Optional<String> again) {}

    /**
     * Has published and dead events brought again.
     *
     * @param again whether subscribers that have handled an event are to handle it once more; otherwise it is without
     *     effect for them
     * @param subscriber the only one that they go to; empty for all
     * @throws NotFound if there is no such topic
     * @throws Invalid if the topic has no such subscriber here
     */
    public Replayed replay(PastEvents.Range range, boolean again, Optional<String> subscriber) {
        var count = count(range);
        subscriber.ifPresent(name -> checkSubscriber(range.topic(), name));
        var name = again ? Optional.of(UUID.randomUUID().toString()) : Optional.<String>empty();
        var input = new ReplayTask.Input(range, name.orElse(null), subscriber.orElse(null), null);
        var task = tasks.submit(Submission.of(ReplayTask.REPLAY.name(), json.valueToTree(input)));
        return new Replayed(task.id(), count.events(), name);
    }

    private void checkSubscriber(String topic, String name) {
        var known = subscriptions.all().stream()
                .filter(subscriber -> subscriber.topic().name().equals(topic))
                .map(subscriber -> subscriber.name())
                .toList();
        if (!known.contains(name)) {
            throw Invalid.of(
                    "event",
                    "/subscriber",
                    "must be a subscriber of " + topic + ", which are " + known + ", was \"" + name + "\"");
        }
    }

    /**
     * How many events a replay would bring.
     *
     * @throws NotFound if there is no such topic
     */
    public PastEvents.Count count(PastEvents.Range range) {
        if (Topics.find(range.topic()).isEmpty()) {
            throw TopicSchemas.unknown(range.topic());
        }
        return past.count(range, Optional.empty());
    }
}
