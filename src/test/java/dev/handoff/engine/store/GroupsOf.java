package dev.handoff.engine.store;

import dev.handoff.task.GroupId;
import dev.handoff.task.OnFailure;
import dev.handoff.task.TaskId;
import dev.handoff.task.TaskRef;
import dev.handoff.task.TaskState;
import io.vertx.mutiny.sqlclient.Tuple;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;

/** Groups and members for tests, and what is done to them. */
record GroupsOf(TestStore postgres) {

    static final Duration LEASE = Duration.ofMinutes(5);

    GroupStore.Added create(OnFailure onFailure) {
        return postgres.groups.add(group(onFailure, Optional.empty()));
    }

    static NewGroup group(OnFailure onFailure, Optional<String> key) {
        return new NewGroup(
                new GroupId(UUID.randomUUID()),
                onFailure,
                new TaskId(UUID.randomUUID()),
                "complete",
                "{\"n\": 1}",
                "rabbitmq",
                Duration.ofSeconds(15),
                0,
                key,
                Optional.empty(),
                Optional.empty());
    }

    static NewGroup childOf(TaskId parent) {
        var group = group(OnFailure.COMPLETE, Optional.empty());
        return new NewGroup(
                group.id(),
                group.onFailure(),
                group.completion(),
                group.type(),
                group.inputJson(),
                group.route(),
                group.patience(),
                group.priority(),
                group.dedupeKey(),
                Optional.of(parent),
                group.traceparent());
    }

    static NewTask member(GroupId group, Optional<String> key) {
        return NewTask.of(
                        new TaskRef(new TaskId(UUID.randomUUID()), "t", "rabbitmq", 0, 0), "{}", Duration.ofSeconds(15))
                .keyed(key)
                .from(NewTask.Origin.of(group));
    }

    /** The same, but it can never work. */
    static NewTask dead(NewTask task) {
        return task.dead(Optional.of("never"));
    }

    List<TaskId> members(GroupId group, int many) {
        var tasks = IntStream.range(0, many)
                .mapToObj(_ -> member(group, Optional.empty()))
                .toList();
        return postgres.store.add(tasks).stream().map(Added::id).toList();
    }

    Claim claim(TaskId task) {
        return postgres.store.claim(task, "w", LEASE).orElseThrow();
    }

    Optional<Ended> finish(Claim claim, Outcome outcome) {
        return postgres.store.finish(new Beat(claim.task(), Optional.empty()), outcome);
    }

    void succeed(TaskId task) {
        finish(claim(task), succeeded());
    }

    static Outcome succeeded() {
        return new Outcome.Succeeded("1", List.of());
    }

    void bury(TaskId task) {
        finish(claim(task), new Outcome.Dead("boom"));
    }

    GroupRecord look(GroupId group) {
        return postgres.groups.find(group).orElseThrow();
    }

    /** The state of the group's completion task; empty if there is none. */
    Optional<TaskState> completion(GroupId group) {
        return postgres.look(look(group).completion()).map(TestStore.Seen::state);
    }

    /** How many tasks of the type of completions there are. */
    long completions() {
        return postgres.statements
                .first("SELECT count(*) AS n FROM task WHERE type = 'complete'", Tuple.tuple())
                .orElseThrow()
                .getLong("n");
    }
}
