package dev.handoff.domain.search;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import dev.handoff.kit.provider.embedding.Embedder;
import dev.handoff.kit.provider.embedding.Embedders;
import dev.handoff.task.Invalid;
import dev.handoff.task.TaskHandler;
import dev.handoff.task.TaskRun;
import dev.handoff.task.TaskType;
import dev.handoff.task.Violation;
import jakarta.inject.Singleton;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.Size;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Turns texts into vectors and returns them. */
@Singleton
final class Embed implements TaskHandler<Embed.Input, Embed.Embedded> {

    static final TaskType<Input, Embedded> EMBEDDING = TaskType.of("embedding", Input.class, Embedded.class)
            .description("Turns texts into vectors that lie near each other if the texts mean much the same.")
            .heavy()
            .onePerProcessor();

    // A number takes up to 14 characters in JSON, and a result may have a megabyte.
    private static final int MAX_NUMBERS = 70_000;

    private final Embedders embedders;

    Embed(Embedders embedders) {
        this.embedders = embedders;
    }

    /** @param providerId null for the one of HANDOFF_EMBEDDING */
    record Input(
            @NotEmpty @Size(max = Embedder.MAX_TEXTS) List<@NotBlank @Size(max = 8_000) String> texts,

            @Size(max = 50)
            @JsonPropertyDescription(
                    "Who makes the vectors: minilm, openai or ollama; HANDOFF_EMBEDDING says so by default")
            String providerId) {}

    /**
     * The vectors, in the order of the texts, each of length 1.
     *
     * @param dimensions how many numbers each has
     */
    record Embedded(String provider, String model, int dimensions, List<float[]> vectors) {}

    @Override
    public TaskType<Input, Embedded> type() {
        return EMBEDDING;
    }

    @Override
    public void check(Input input) {
        var embedder = embedders.choose(Optional.ofNullable(input.providerId())).orRefuse("/provider_id");
        int most = MAX_NUMBERS / embedder.dimensions();
        if (input.texts().size() > most) {
            throw Invalid.task(
                    "/texts",
                    "must be at most " + most + ", since the result holds a vector of " + embedder.dimensions()
                            + " numbers for each, were " + input.texts().size());
        }
        var unreadable = new ArrayList<Violation>();
        for (int i = 0; i < input.texts().size(); i++) {
            var field = "/texts/" + i;
            embedder.unreadable(input.texts().get(i)).ifPresent(it -> unreadable.add(new Violation(field, it)));
        }
        if (!unreadable.isEmpty()) {
            throw Invalid.of("task", "the input of embedding is not valid", unreadable);
        }
    }

    @Override
    public Embedded handle(Input input, TaskRun run) throws Exception {
        var embedder = embedders.choose(Optional.ofNullable(input.providerId())).orFail();
        return run.step(
                "embed",
                Embedded.class,
                () -> new Embedded(
                        embedder.name(), embedder.model(), embedder.dimensions(), embedder.embed(input.texts())));
    }
}
