package dev.handoff.kit.provider.model;

import dev.handoff.kit.provider.Chosen;
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

    /** Who would answer. */
    public Chosen<LanguageModel> choose() {
        return Chosen.of("language model", config.provider(), models);
    }
}
