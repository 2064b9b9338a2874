package dev.handoff.domain.search;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import dev.handoff.task.TaskHandler;
import dev.handoff.task.TaskRun;
import dev.handoff.task.TaskType;
import jakarta.inject.Singleton;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.Duration;
import java.util.List;

/** Embeds stored atoms, so that they can be searched by meaning. */
@Singleton
final class EmbedAtoms implements TaskHandler<EmbedAtoms.Input, Counts> {

    static final TaskType<Input, Counts> EMBED_ATOMS = TaskType.of("embed-atoms-batch", Input.class, Counts.class)
            .description("Embeds stored atoms that are not embedded yet, so that they can be searched by meaning.")
            .timeout(Duration.ofMinutes(30))
            .heavy()
            .onePerProcessor();

    private final Batches batches;

    EmbedAtoms(Batches batches) {
        this.batches = batches;
    }

    /** @param providerId null for the one of HANDOFF_EMBEDDING */
    record Input(
            @NotEmpty @Size(max = Batches.MAX_ITEMS) List<@NotNull Long> atomIds,

            @Size(max = 50)
            @JsonPropertyDescription(
                    "Who makes the vectors: minilm, openai or ollama; HANDOFF_EMBEDDING says so by default")
            String providerId) {}

    @Override
    public TaskType<Input, Counts> type() {
        return EMBED_ATOMS;
    }

    @Override
    public void check(Input input) {
        batches.check(input.providerId());
    }

    @Override
    public Counts handle(Input input, TaskRun run) throws Exception {
        return batches.embed(ItemKind.ATOM, input.atomIds(), input.providerId(), run);
    }
}
