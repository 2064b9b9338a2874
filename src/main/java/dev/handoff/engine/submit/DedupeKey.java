package dev.handoff.engine.submit;

import dev.handoff.engine.store.NewTask;
import dev.handoff.task.GroupId;
import dev.handoff.task.Invalid;
import dev.handoff.task.TaskId;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.UUID;

/**
 * Makes a submission happen once: all submissions with the same key are the same task, for as long as its row is kept.
 * Keys of different origin never meet.
 *
 * @param request that the key belongs to; each of its tasks has a key of its own
 */
public record DedupeKey(String value, Optional<NewTask.Request> request) {

    private DedupeKey(String value) {
        this(value, Optional.empty());
    }

    /** The longest key that a submitter may choose, in characters. */
    public static final int MAX_LENGTH = 500;

    /** @throws Invalid if the key can't be stored unchanged, since it has half of a character */
    public DedupeKey {
        if (!StandardCharsets.UTF_8.newEncoder().canEncode(value)) {
            throw Invalid.task("a key has half of a surrogate pair, which makes no character");
        }
    }

    /** Chosen by the submitter; unique within the type. */
    public static DedupeKey of(String type, String key) {
        return new DedupeKey("task:" + type + ":" + key);
    }

    /** The same key by the type's own name, if a submitter chose it by another. */
    DedupeKey named(String alias, String own) {
        var chosen = of(alias, "").value();
        return value.startsWith(chosen) ? of(own, value.substring(chosen.length())) : this;
    }

    /** The same, of a request that may have several tasks. Another request with that header is refused as a whole. */
    public static DedupeKey ofRequest(String header, int place, String digest) {
        var first = ofRequest(header, 0).value();
        return new DedupeKey(ofRequest(header, place).value(), Optional.of(new NewTask.Request(first, digest)));
    }

    /** An {@code Idempotency-Key} header and the place of the task in the request. */
    public static DedupeKey ofRequest(String header, int place) {
        return new DedupeKey("request:" + place + ":" + header);
    }

    /** The queue and the name in it of a Cloud Task that a foreign program created. */
    public static DedupeKey ofCloudTask(String queue, String name) {
        return new DedupeKey("cloud-task:" + queue + ":" + name);
    }

    /** A task that a producer has submitted in a transaction of its own. */
    public static DedupeKey ofIntake(TaskId task) {
        return new DedupeKey("intake:" + task);
    }

    /** The source and the id of a CloudEvent, which belong to one event alone. A source holds no blank. */
    public static DedupeKey ofCloudEvent(String source, String id) {
        return new DedupeKey("cloud-event:" + source + " " + id);
    }

    /**
     * The task of that name that a subscriber submits because of an event.
     *
     * @param replay if the event is to be handled once more: which time this is
     */
    public static DedupeKey ofEvent(UUID event, Optional<String> replay, String subscriber, String name) {
        var occasion = replay.map(again -> event + "/" + again).orElseGet(event::toString);
        return new DedupeKey("event:" + occasion + ":" + subscriber + ":" + name);
    }

    /** Chosen by handlers, for whichever of them comes first; unique within the type. */
    public static DedupeKey ofOnce(String type, String key) {
        return new DedupeKey("once:" + type + ":" + key);
    }

    /** The group of that name that a handler makes. */
    public static DedupeKey ofGroup(TaskId parent, String name) {
        return new DedupeKey("group:" + parent + ":" + name);
    }

    /** The member of that name. */
    public static DedupeKey ofMember(GroupId group, String name) {
        return new DedupeKey("member:" + group + ":" + name);
    }

    /** The follow-up of that name. */
    public static DedupeKey ofFollowUp(TaskId parent, String name) {
        return new DedupeKey("follow-up:" + parent + ":" + name);
    }
}
