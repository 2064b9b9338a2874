package dev.handoff.engine.run;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.handoff.engine.outbox.EventDrafts;
import dev.handoff.engine.store.GroupStore;
import dev.handoff.engine.store.NewEvent;
import dev.handoff.engine.submit.DedupeKey;
import dev.handoff.engine.submit.Groups;
import dev.handoff.engine.submit.Submission;
import dev.handoff.engine.submit.Tasks;
import dev.handoff.event.Topic;
import dev.handoff.task.GroupId;
import dev.handoff.task.GroupMember;
import dev.handoff.task.OnFailure;
import dev.handoff.task.TaskGroup;
import dev.handoff.task.TaskId;
import dev.handoff.task.TaskType;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What comes of an attempt besides its result: tasks, at once, and events, if it succeeds. */
@ApplicationScoped
class FollowUps {

    /** Members that are submitted or read at a time. */
    private static final int BATCH = 200;

    private static final int MAX_KEY = 200;

    private final Tasks tasks;
    private final Groups groups;
    private final GroupStore store;
    private final EventDrafts drafts;
    private final ObjectMapper json;

    FollowUps(Tasks tasks, Groups groups, GroupStore store, EventDrafts drafts, ObjectMapper json) {
        this.tasks = tasks;
        this.groups = groups;
        this.store = store;
        this.drafts = drafts;
        this.json = json;
    }

    /** Once over all attempts of the parent. */
    <I> TaskId submit(TaskId parent, String name, TaskType<I, ?> type, I input) {
        return tasks.submit(submission(parent, DedupeKey.ofFollowUp(parent, name), type, input))
                .id();
    }

    /** Once over all parents. */
    <I> TaskId submitOnce(TaskId parent, String key, TaskType<I, ?> type, I input) {
        if (key.isBlank() || key.length() > MAX_KEY) {
            throw new IllegalArgumentException("a key has 1 to " + MAX_KEY + " characters, was '" + key + "'");
        }
        return tasks.submit(submission(parent, DedupeKey.ofOnce(type.name(), key), type, input))
                .id();
    }

    /** Once over all attempts of the parent. */
    <I> GroupId group(TaskId parent, String name, TaskType<I, ?> type, I input, OnFailure onFailure) {
        if (name.isBlank() || name.length() > TaskGroup.MAX_NAME) {
            throw new IllegalArgumentException(
                    "a group's name has 1 to " + TaskGroup.MAX_NAME + " characters, was '" + name + "'");
        }
        var completion = submission(parent, DedupeKey.ofGroup(parent, name), type, input);
        return groups.create(completion, onFailure).id();
    }

    /** Once over all attempts of the parent; in order. */
    <I> List<TaskId> submitMembers(TaskId parent, GroupId group, Map<String, I> inputs, TaskType<I, ?> type) {
        var submissions = inputs.entrySet().stream()
                .map(it -> submission(parent, DedupeKey.ofMember(group, it.getKey()), type, it.getValue())
                        .memberOf(group))
                .toList();
        var ids = new ArrayList<TaskId>(submissions.size());
        for (int i = 0; i < submissions.size(); i += BATCH) {
            var batch = submissions.subList(i, Math.min(i + BATCH, submissions.size()));
            tasks.submit(batch).forEach(submitted -> ids.add(submitted.id()));
        }
        return ids;
    }

    private <I> Submission submission(TaskId parent, DedupeKey key, TaskType<I, ?> type, I input) {
        return Submission.of(type.name(), json.valueToTree(input)).keyed(key).childOf(parent);
    }

    void seal(GroupId group, int expected) {
        groups.seal(group, expected);
    }

    Optional<GroupId> completedBy(TaskId task) {
        return store.completedBy(task);
    }

    /** The members of the group that this task completes. */
    <R> List<GroupMember<R>> members(TaskId completion, Class<R> result) {
        var members = new ArrayList<GroupMember<R>>();
        Optional<TaskId> after = Optional.empty();
        do {
            var page = store.members(completion, after, BATCH);
            page.forEach(it -> members.add(member(it, result)));
            after = page.size() < BATCH
                    ? Optional.empty()
                    : Optional.of(page.getLast().id());
        } while (after.isPresent());
        return members;
    }

    private <R> GroupMember<R> member(GroupStore.Member member, Class<R> result) {
        return new GroupMember<>(
                member.id(),
                member.type(),
                member.state(),
                member.resultJson().map(stored -> read(stored, result)),
                member.error());
    }

    private <R> R read(String stored, Class<R> result) {
        try {
            return json.readValue(stored, result);
        } catch (JsonProcessingException other) {
            throw new IllegalArgumentException("a member's result can't be read as " + result.getName(), other);
        }
    }

    /** Not stored yet. */
    <E> NewEvent event(TaskId source, Topic<E> topic, E data) {
        return drafts.draft(topic, data, "/api/tasks/" + source);
    }
}
