package dev.handoff.edge.doctor;

import dev.handoff.kit.provider.model.LanguageModels;
import dev.handoff.kit.provider.model.ModelConfig;
import dev.handoff.kit.provider.model.ModelConfig.Choice;
import jakarta.inject.Singleton;

/** Looks which language model would be asked. */
@Singleton
final class LanguageModelCheck {

    private final ModelConfig config;
    private final LanguageModels models;

    LanguageModelCheck(ModelConfig config, LanguageModels models) {
        this.config = config;
        this.models = models;
    }

    /** What doctor says. */
    String finding() {
        return ProviderFinding.of(
                models.choose(),
                model -> model.name() + " is set up, model " + model.model(),
                config.provider() != Choice.AUTO,
                "only ai-note and vision-description need one");
    }
}
