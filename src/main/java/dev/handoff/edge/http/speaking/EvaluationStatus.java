package dev.handoff.edge.http.speaking;

import dev.handoff.domain.speaking.EvaluationStore.Begun;
import dev.handoff.engine.store.Ended;
import dev.handoff.engine.store.Standings;
import dev.handoff.task.TaskId;
import dev.handoff.task.TaskState;
import jakarta.inject.Singleton;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** Finds out how evaluations stand, by their tasks. */
@Singleton
class EvaluationStatus {

    private final Standings standings;

    EvaluationStatus(Standings standings) {
        this.standings = standings;
    }

    @Schema(name = "EvaluationState")
    enum State {
        PROCESSING,
        EVALUATED,
        FAILED,
        CANCELLED
    }

    /** @param error why there is no evaluation, or not yet */
    @Schema(name = "EvaluationStatus", description = "How an evaluation stands")
    record Status(TaskId taskId, State state, Optional<String> error) {}

    /** In one statement, or in none if all have ended. */
    Map<TaskId, Status> of(Collection<Begun> evaluations) {
        var open = evaluations.stream()
                .filter(it -> it.endedAt().isEmpty())
                .map(Begun::task)
                .toList();
        var tasks = open.isEmpty()
                ? Map.<TaskId, Ended>of()
                : standings.of(open).stream()
                        .map(Standings.Standing::now)
                        .collect(Collectors.toMap(it -> it.task().id(), it -> it));
        return evaluations.stream().collect(Collectors.toMap(Begun::task, it -> status(it, tasks)));
    }

    private static Status status(Begun evaluation, Map<TaskId, Ended> tasks) {
        var id = evaluation.task();
        if (evaluation.endedAt().isPresent()) {
            return new Status(id, State.EVALUATED, Optional.empty());
        }
        var task = tasks.get(id);
        if (task == null) {
            return new Status(id, State.FAILED, Optional.of("its task is not kept any more; submit another one"));
        }
        return new Status(id, state(task.state()), task.error());
    }

    // A task that succeeds has ended its evaluation before; this one did so after the evaluation was read.
    private static State state(TaskState task) {
        return switch (task) {
            case QUEUED, RUNNING -> State.PROCESSING;
            case SUCCEEDED -> State.EVALUATED;
            case DEAD -> State.FAILED;
            case CANCELLED -> State.CANCELLED;
        };
    }
}
