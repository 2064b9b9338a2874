package dev.handoff.engine.live;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.handoff.engine.TaskEvent;
import dev.handoff.engine.live.News.OfTask;
import dev.handoff.engine.store.Claim;
import dev.handoff.engine.store.Ended;
import dev.handoff.engine.store.GroupRecord;
import dev.handoff.engine.store.GroupStore;
import dev.handoff.engine.store.Progress;
import dev.handoff.engine.store.Standings.Standing;
import dev.handoff.task.GroupId;
import dev.handoff.task.GroupState;
import dev.handoff.task.TaskRef;
import dev.handoff.task.TaskState;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.Optional;

/** Tells how tasks and groups live, if anybody looks on. It listens to what is told of stored facts, and adds no statement. */
@ApplicationScoped
class TaskNews {

    private final Interest interest;
    private final Teller teller;
    private final ObjectMapper json;

    TaskNews(Interest interest, Teller teller, ObjectMapper json) {
        this.interest = interest;
        this.teller = teller;
        this.json = json;
    }

    void on(@Observes TaskEvent event) {
        if (interest.isThere()) {
            tell(event);
        }
    }

    private void tell(TaskEvent event) {
        switch (event) {
            case TaskEvent.Accepted it ->
                tell(Kind.QUEUED, it.task().at(0), TaskState.QUEUED, it.group(), Optional.empty());
            case TaskEvent.Buried it -> tell(Kind.DEAD, it.task(), TaskState.DEAD, it.group(), Optional.of(it.error()));
            case TaskEvent.Started it ->
                tell(
                        Kind.STARTED,
                        it.claim().task(),
                        TaskState.RUNNING,
                        it.claim().group(),
                        Optional.empty());
            case TaskEvent.AttemptEnded it -> tell(it.ended());
            case TaskEvent.Rescued it -> tell(it.ended());
            case TaskEvent.CancelAsked it -> cancelled(it.ended());
            case TaskEvent.Revived it -> tell(Kind.REVIVED, it.task(), TaskState.QUEUED, it.group(), Optional.empty());
            case TaskEvent.GroupEnded it -> tell(it.group());
            case TaskEvent.GroupCancelled it -> tell(it.group());
            case TaskEvent.Spent _,
                    TaskEvent.LeftOut _,
                    TaskEvent.Superseded _,
                    TaskEvent.LeftBehind _,
                    TaskEvent.CameBack _,
                    TaskEvent.Trouble _,
                    TaskEvent.Draining _ -> {}
        }
    }

    /** A running one is told of when it has stopped. */
    private void cancelled(Ended ended) {
        if (ended.state() == TaskState.CANCELLED) {
            tell(ended);
        }
    }

    private void tell(Ended ended) {
        var change = change(ended.task(), ended.state(), null, ended.error(), delay(ended), ended.group());
        teller.tell(draft(kind(ended.state()), ended.task(), ended.group(), change, json));
    }

    private static Kind kind(TaskState state) {
        return switch (state) {
            case QUEUED -> Kind.RETRYING;
            case RUNNING -> Kind.STARTED;
            case SUCCEEDED -> Kind.SUCCEEDED;
            case DEAD -> Kind.DEAD;
            case CANCELLED -> Kind.CANCELLED;
        };
    }

    private void tell(Kind kind, TaskRef task, TaskState state, Optional<GroupId> group, Optional<String> error) {
        teller.tell(draft(kind, task, group, change(task, state, null, error, null, group), json));
    }

    private void tell(GroupStore.Settled group) {
        var kind = group.state() == GroupState.COMPLETED ? Kind.GROUP_COMPLETED : Kind.GROUP_FAILED;
        var completion = group.completion().map(due -> due.task());
        var change = new GroupChange(
                group.id().value(),
                group.state(),
                completion.map(it -> it.id().value()).orElse(null),
                null);
        teller.tell(Draft.of(kind.name(), group.id(), write(change, json)));
        completion.ifPresent(it -> tell(Kind.QUEUED, it, TaskState.QUEUED, Optional.empty(), Optional.empty()));
    }

    /** Its members are not counted: they are about to be cancelled. */
    private void tell(GroupId cancelled) {
        var change = new GroupChange(cancelled.value(), GroupState.CANCELLED, null, null);
        teller.tell(Draft.of(Kind.GROUP_CANCELLED.name(), cancelled, write(change, json)));
    }

    static Draft progress(Claim claim, Progress progress, ObjectMapper json) {
        var change = change(claim.task(), TaskState.RUNNING, progress, Optional.empty(), null, claim.group());
        return draft(Kind.PROGRESS, claim.task(), claim.group(), change, json);
    }

    /**
     * What a row says and nobody has told.
     *
     * @param wasDead as far as people know
     */
    static Draft found(Standing standing, boolean wasDead, ObjectMapper json) {
        var now = standing.now();
        var kind = now.state() == TaskState.QUEUED && wasDead
                ? Kind.REVIVED
                : now.state() == TaskState.QUEUED && now.task().attempt() == 0 ? Kind.QUEUED : kind(now.state());
        var change =
                change(now.task(), now.state(), standing.progress().orElse(null), now.error(), delay(now), now.group());
        return draft(kind, now.task(), now.group(), change, json);
    }

    /** What was counted of a group. */
    static Draft found(Kind kind, GroupRecord group, ObjectMapper json) {
        var members = group.members();
        var change = new GroupChange(
                group.id().value(),
                group.state(),
                group.completion().value(),
                new GroupChange.Members(
                        members.get(TaskState.QUEUED),
                        members.get(TaskState.RUNNING),
                        members.get(TaskState.SUCCEEDED),
                        members.get(TaskState.DEAD),
                        members.get(TaskState.CANCELLED)));
        return Draft.of(kind.name(), group.id(), write(change, json));
    }

    private static Long delay(Ended ended) {
        return ended.due().map(due -> Math.max(0, due.delay().toMillis())).orElse(null);
    }

    private static TaskChange change(
            TaskRef task,
            TaskState state,
            Progress progress,
            Optional<String> error,
            Long delayMs,
            Optional<GroupId> group) {
        return new TaskChange(
                task.id().value(),
                task.type(),
                state,
                task.attempt(),
                progress,
                error.orElse(null),
                delayMs,
                group.map(GroupId::value).orElse(null));
    }

    private static Draft draft(Kind kind, TaskRef task, Optional<GroupId> group, TaskChange change, ObjectMapper json) {
        return Draft.of(kind.name(), new OfTask(task.id(), task.type(), task.attempt()), group, write(change, json));
    }

    private static String write(Object change, ObjectMapper json) {
        try {
            return json.writeValueAsString(change);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("a change can't be written as JSON", impossible);
        }
    }
}
