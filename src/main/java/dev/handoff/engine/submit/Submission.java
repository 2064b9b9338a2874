package dev.handoff.engine.submit;

import com.fasterxml.jackson.databind.JsonNode;
import dev.handoff.task.GroupId;
import dev.handoff.task.Invalid;
import dev.handoff.task.TaskId;
import java.time.Instant;
import java.util.Optional;

/**
 * What a submitter asks for.
 *
 * @param runAt not before; empty for at once
 * @param priority from -100 to 100; higher goes first
 * @param dedupeKey if a task with this key was submitted before, that one is meant
 * @param group that it is to be a member of
 * @param origin the task that is sent again by this one, with another input perhaps
 * @param id that its submitter knows already; empty for one that is made when it is stored
 */
public record Submission(
        String type,
        JsonNode input,
        Optional<Instant> runAt,
        int priority,
        Optional<DedupeKey> dedupeKey,
        Optional<TaskId> parent,
        Optional<GroupId> group,
        Optional<TaskId> origin,
        Optional<TaskId> id) {

    private static final int MIN_PRIORITY = -100;
    private static final int MAX_PRIORITY = 100;

    public Submission {
        checkPriority(priority, "");
    }

    /**
     * @param at a JSON Pointer to the submission in what was sent
     * @throws Invalid if there is no such priority
     */
    public static void checkPriority(int priority, String at) {
        if (priority < MIN_PRIORITY || priority > MAX_PRIORITY) {
            throw Invalid.task(
                    at + "/priority", "must be from " + MIN_PRIORITY + " to " + MAX_PRIORITY + ", was " + priority);
        }
    }

    /** To be run once, at once, with ordinary priority. */
    public static Submission of(String type, JsonNode input) {
        return new Submission(
                type,
                input,
                Optional.empty(),
                0,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    /** To be run not before this time. */
    public Submission at(Instant time) {
        return new Submission(type, input, Optional.of(time), priority, dedupeKey, parent, group, origin, id);
    }

    /** From -100 to 100; higher goes first. */
    public Submission priority(int priority) {
        return new Submission(type, input, runAt, priority, dedupeKey, parent, group, origin, id);
    }

    /** Once over all submissions with this key. */
    public Submission keyed(DedupeKey key) {
        return new Submission(type, input, runAt, priority, Optional.of(key), parent, group, origin, id);
    }

    /** Submitted by this task. */
    public Submission childOf(TaskId task) {
        return new Submission(type, input, runAt, priority, dedupeKey, Optional.of(task), group, origin, id);
    }

    /** To be a member of this group. */
    public Submission memberOf(GroupId group) {
        return new Submission(type, input, runAt, priority, dedupeKey, parent, Optional.of(group), origin, id);
    }

    /** Instead of this task, or once more. */
    public Submission sendingAgain(TaskId task) {
        return new Submission(type, input, runAt, priority, dedupeKey, parent, group, Optional.of(task), id);
    }

    /** To have this id, which no task has. */
    public Submission called(TaskId id) {
        return new Submission(type, input, runAt, priority, dedupeKey, parent, group, origin, Optional.of(id));
    }

    /** By the type's own name. */
    Submission named(String own) {
        if (own.equals(type)) {
            return this;
        }
        var key = dedupeKey.map(it -> it.named(type, own));
        return new Submission(own, input, runAt, priority, key, parent, group, origin, id);
    }

    Submission with(JsonNode other) {
        return new Submission(type, other, runAt, priority, dedupeKey, parent, group, origin, id);
    }
}
