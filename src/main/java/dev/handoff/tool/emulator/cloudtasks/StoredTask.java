package dev.handoff.tool.emulator.cloudtasks;

import com.google.cloud.tasks.v2.Attempt;
import com.google.cloud.tasks.v2.HttpRequest;
import com.google.cloud.tasks.v2.Task;
import com.google.protobuf.ByteString;
import com.google.protobuf.util.Timestamps;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;

/** A task from its creation to its end, and what became of its attempts. */
final class StoredTask {

    private final TaskName name;
    private final HttpRequest request;
    private final Duration deadline;
    private final Instant createdAt;

    private Instant scheduledAt;
    private int dispatches;
    private int responses;
    private int executions;
    private OptionalInt previous = OptionalInt.empty();
    private Optional<Instant> firstDispatchAt = Optional.empty();
    private Optional<Attempt> last = Optional.empty();
    private long turn;

    StoredTask(TaskName name, HttpRequest request, Duration deadline, Instant createdAt, Instant scheduledAt) {
        this.name = name;
        this.request = request;
        this.deadline = deadline;
        this.createdAt = createdAt;
        this.scheduledAt = scheduledAt;
    }

    TaskName name() {
        return name;
    }

    Instant scheduledAt() {
        return scheduledAt;
    }

    /** Changes whenever the task is scheduled, dispatched or removed, so that older plans for it can be told. */
    long turn() {
        return turn;
    }

    int attempts() {
        return dispatches;
    }

    Duration sinceFirstAttempt(Instant now) {
        return firstDispatchAt.map(first -> Duration.between(first, now)).orElse(Duration.ZERO);
    }

    void schedule(Instant at) {
        scheduledAt = at;
        turn++;
    }

    /** Whatever was planned for it is void. */
    void unschedule() {
        turn++;
    }

    /** Begins an attempt. */
    Push dispatch(Instant now) {
        turn++;
        var push = new Push(name, request, deadline, dispatches, executions, scheduledAt, previous);
        dispatches++;
        if (firstDispatchAt.isEmpty()) {
            firstDispatchAt = Optional.of(now);
        }
        last = Optional.of(Attempt.newBuilder()
                .setScheduleTime(Protos.timestamp(scheduledAt))
                .setDispatchTime(Protos.timestamp(now))
                .build());
        return push;
    }

    /** Ends an attempt. */
    void note(Answer answer, Instant now) {
        if (answer.code().isPresent()) {
            responses++;
            previous = answer.code();
            // The header X-CloudTasks-TaskExecutionCount leaves failures of the server out.
            if (answer.code().getAsInt() < 500) {
                executions++;
            }
        }
        last = last.map(attempt -> attempt.toBuilder()
                .setResponseTime(Protos.timestamp(now))
                .setResponseStatus(answer.asStatus())
                .build());
    }

    /** As the API shows it: {@code BASIC}, and what is unspecified, is without the body. */
    Task view(Task.View wanted) {
        var view = wanted == Task.View.FULL ? Task.View.FULL : Task.View.BASIC;
        var shown = view == Task.View.FULL
                ? request
                : request.toBuilder().setBody(ByteString.EMPTY).build();
        var task = Task.newBuilder()
                .setName(name.toString())
                .setHttpRequest(shown)
                .setScheduleTime(Protos.timestamp(scheduledAt))
                .setCreateTime(Timestamps.fromSeconds(createdAt.getEpochSecond()))
                .setDispatchDeadline(Protos.duration(deadline))
                .setDispatchCount(dispatches)
                .setResponseCount(responses)
                .setView(view);
        firstDispatchAt.ifPresent(
                first -> task.setFirstAttempt(Attempt.newBuilder().setDispatchTime(Protos.timestamp(first))));
        last.ifPresent(task::setLastAttempt);
        return task.build();
    }
}
