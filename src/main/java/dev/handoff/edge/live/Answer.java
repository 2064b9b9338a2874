package dev.handoff.edge.live;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.handoff.edge.http.Problem;
import dev.handoff.edge.http.Ticket;
import dev.handoff.task.TaskId;
import dev.handoff.task.TaskState;
import java.util.Optional;

/**
 * What a client gets for what it has sent.
 *
 * @param op {@code subscribed}, {@code unsubscribed}, {@code submitted}, {@code cancelled} or {@code problem}
 * @param ref of the message that it answers
 */
@JsonInclude(JsonInclude.Include.NON_ABSENT)
record Answer(
        String op,
        Optional<String> ref,
        Optional<Ticket> ticket,
        Optional<Cancelled> cancelled,
        Optional<Problem> problem) {

    /** @param changed whether anything was still to be cancelled */
    record Cancelled(TaskId taskId, boolean changed, TaskState state) {}

    static Answer plain(String op, Optional<String> ref) {
        return new Answer(op, ref, Optional.empty(), Optional.empty(), Optional.empty());
    }

    static Answer submitted(Ticket ticket, Optional<String> ref) {
        return new Answer("submitted", ref, Optional.of(ticket), Optional.empty(), Optional.empty());
    }

    static Answer cancelled(Cancelled cancelled, Optional<String> ref) {
        return new Answer("cancelled", ref, Optional.empty(), Optional.of(cancelled), Optional.empty());
    }

    static Answer problem(Problem problem, Optional<String> ref) {
        return new Answer("problem", ref, Optional.empty(), Optional.empty(), Optional.of(problem));
    }
}
