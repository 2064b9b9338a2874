package dev.handoff.domain.search;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import dev.handoff.kit.provider.embedding.Embedders;
import dev.handoff.task.TaskHandler;
import dev.handoff.task.TaskType;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.Duration;
import java.util.List;

/** The handlers that embed stored items: one for messages, one for atoms. */
@Singleton
final class EmbedHandlers {

    static final TaskType<Messages, Counts> EMBED_MESSAGES = TaskType.of(
                    "embed-messages-batch", Messages.class, Counts.class)
            .aliases("embed_messages_batch_task")
            .description("Embeds stored messages that are not embedded yet, so that they can be searched by meaning.")
            .timeout(Duration.ofMinutes(30))
            .heavy()
            .onePerProcessor();
    static final TaskType<Atoms, Counts> EMBED_ATOMS = TaskType.of("embed-atoms-batch", Atoms.class, Counts.class)
            .aliases("embed_atoms_batch_task")
            .description("Embeds stored atoms that are not embedded yet, so that they can be searched by meaning.")
            .timeout(Duration.ofMinutes(30))
            .heavy()
            .onePerProcessor();

    private static final String PROVIDER =
            "Who makes the vectors: minilm, openai or ollama; HANDOFF_EMBEDDING says so by default";

    record Messages(
            @NotEmpty @Size(max = EmbedItems.MAX_ITEMS) List<@NotNull Long> messageIds,

            @Size(max = 50) @JsonPropertyDescription(PROVIDER)
            String providerId)
            implements EmbedItems.Input {

        @Override
        public List<Long> ids() {
            return messageIds;
        }
    }

    record Atoms(
            @NotEmpty @Size(max = EmbedItems.MAX_ITEMS) List<@NotNull Long> atomIds,

            @Size(max = 50) @JsonPropertyDescription(PROVIDER)
            String providerId)
            implements EmbedItems.Input {

        @Override
        public List<Long> ids() {
            return atomIds;
        }
    }

    @Produces
    @Singleton
    TaskHandler<Messages, Counts> messages(Embedders embedders, EmbeddingStore store) {
        return new EmbedItems<>(ItemKind.MESSAGE, EMBED_MESSAGES, embedders, store);
    }

    @Produces
    @Singleton
    TaskHandler<Atoms, Counts> atoms(Embedders embedders, EmbeddingStore store) {
        return new EmbedItems<>(ItemKind.ATOM, EMBED_ATOMS, embedders, store);
    }
}
