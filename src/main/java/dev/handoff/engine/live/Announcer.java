package dev.handoff.engine.live;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.handoff.engine.SecretFields;
import dev.handoff.engine.TaskTypes;
import dev.handoff.engine.live.News.OfTask;
import dev.handoff.engine.store.Claim;
import dev.handoff.engine.store.Progress;
import dev.handoff.task.Announcement;
import dev.handoff.task.TaskType;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.function.Supplier;

/** Tells what running tasks say themselves, if anybody looks on. */
@ApplicationScoped
public class Announcer {

    /** Of data as JSON. */
    static final int MAX_BYTES = 64 * 1024;

    static final int MAX_SUBJECT_LENGTH = 200;

    private final TaskTypes types;
    private final Interest interest;
    private final Teller teller;
    private final ObjectMapper json;
    private final Event<LiveEvent> events;

    Announcer(TaskTypes types, Interest interest, Teller teller, ObjectMapper json, Event<LiveEvent> events) {
        this.types = types;
        this.interest = interest;
        this.teller = teller;
        this.json = json;
        this.events = events;
    }

    /** Tells how far a task is. */
    public void progress(Claim claim, Progress progress) {
        if (interest.isThere()) {
            teller.tell(TaskNews.progress(claim, progress, json));
        }
    }

    /**
     * Tells what the handler says.
     *
     * @throws IllegalArgumentException if the type doesn't declare it, or the data can't be written
     */
    public <D> void announce(Claim claim, TaskType<?, ?> type, Announcement<D> announcement, Supplier<D> data) {
        if (!type.announcements().contains(announcement)) {
            throw new IllegalArgumentException(
                    "type " + type.name() + " doesn't declare " + announcement.name() + "; add it to announces(…)");
        }
        if (interest.isThere()) {
            tell(claim, types.secrets(type.name()), announcement, data.get());
        }
    }

    private <D> void tell(Claim claim, Optional<SecretFields> secrets, Announcement<D> announcement, D data) {
        var text = write(announcement, data);
        var task = claim.task();
        var subject = announcement.subject().map(it -> subject(announcement, it.apply(data)));
        if (secrets.isPresent()) {
            var input = parsed(claim.inputJson());
            text = secrets.get().masked(parsed(text), input).toString();
            subject = subject.map(it -> secrets.get().masked(it, input));
        }
        if (text.getBytes(StandardCharsets.UTF_8).length > MAX_BYTES) {
            events.fire(new LiveEvent.Dropped(1, announcement.name() + " has more than " + MAX_BYTES + " bytes"));
            return;
        }
        teller.tell(Draft.about(
                subject.orElse(task.id().toString()),
                announcement.name(),
                new OfTask(task.id(), task.type(), task.attempt()),
                claim.group(),
                text));
    }

    private String write(Announcement<?> announcement, Object data) {
        try {
            return json.writeValueAsString(data);
        } catch (JsonProcessingException unwritable) {
            throw new IllegalArgumentException(
                    "the data of " + announcement.name() + " can't be written as JSON", unwritable);
        }
    }

    private JsonNode parsed(String written) {
        try {
            return json.readTree(written);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("what was written as JSON can be read", impossible);
        }
    }

    private static String subject(Announcement<?> announcement, String subject) {
        if (subject == null
                || subject.isBlank()
                || subject.length() > MAX_SUBJECT_LENGTH
                || subject.chars().anyMatch(Character::isISOControl)) {
            throw new IllegalArgumentException("the subject of " + announcement.name() + " has 1 to "
                    + MAX_SUBJECT_LENGTH + " printable characters, was '" + subject + "'");
        }
        return subject;
    }
}
