package dev.handoff.kit.provider.model;

import dev.handoff.kit.provider.Chosen;
import dev.handoff.task.Invalid;
import dev.handoff.task.TaskFailure;
import io.quarkus.arc.All;
import jakarta.inject.Singleton;
import java.util.List;

/** Chooses the model, by configuration alone. */
@Singleton
public final class LanguageModels {

    private final ModelConfig config;
    private final List<LanguageModel> models;

    public LanguageModels(ModelConfig config, @All List<LanguageModel> models) {
        this.config = config;
        this.models = models;
    }

    /** @throws Invalid with the remedies, if nobody would answer */
    public void check() {
        if (choose() instanceof Chosen.None<LanguageModel>(var reason)) {
            throw Invalid.task(reason);
        }
    }

    /** @throws TaskFailure permanent, if nobody answers any more */
    public LanguageModel model() throws TaskFailure {
        return switch (choose()) {
            case Chosen.One<LanguageModel>(var model) -> model;
            case Chosen.None<LanguageModel>(var reason) -> throw TaskFailure.permanent(reason);
        };
    }

    /** Who would answer. */
    public Chosen<LanguageModel> choose() {
        return Chosen.of("language model", config.provider(), models);
    }
}
