package dev.handoff.domain.community;

import dev.handoff.task.RetryPolicy;
import dev.handoff.task.TaskHandler;
import dev.handoff.task.TaskRun;
import dev.handoff.task.TaskType;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.Duration;

/** Counts the votes, comments, followers and members of something anew. */
@ApplicationScoped
class Recount implements TaskHandler<Recount.Input, Counts> {

    static final TaskType<Input, Counts> RECOUNT = TaskType.of("recount", Input.class, Counts.class)
            .retries(new RetryPolicy(20, Duration.ofSeconds(1), Duration.ofMinutes(10)))
            .labels("community", "counts")
            .description("Counts the votes, comments, followers and members of a post, comment, user or circle.");

    private final CountStore store;

    Recount(CountStore store) {
        this.store = store;
    }

    record Input(
            @NotNull Entity.Kind entityType,
            @NotBlank @Size(max = 200) String entityId) {}

    @Override
    public TaskType<Input, Counts> type() {
        return RECOUNT;
    }

    @Override
    public Counts handle(Input input, TaskRun run) {
        var entity = new Entity(input.entityType(), input.entityId());
        var ticket = store.draw(entity);
        if (ticket.isEmpty()) {
            store.forget(entity);
            return Counts.NONE;
        }
        store.count(entity, ticket.get());
        return store.find(entity);
    }
}
