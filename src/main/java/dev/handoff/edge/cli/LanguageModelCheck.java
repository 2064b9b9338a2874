package dev.handoff.edge.cli;

import dev.handoff.kit.provider.Chosen;
import dev.handoff.kit.provider.model.LanguageModel;
import dev.handoff.kit.provider.model.LanguageModels;
import dev.handoff.kit.provider.model.ModelConfig;
import dev.handoff.kit.provider.model.ModelConfig.Choice;
import jakarta.inject.Singleton;

/** Which language model would be asked. */
@Singleton
final class LanguageModelCheck {

    private final ModelConfig config;
    private final LanguageModels models;

    LanguageModelCheck(ModelConfig config, LanguageModels models) {
        this.config = config;
        this.models = models;
    }

    /** What doctor says: that nobody is there is a fault only if somebody was named, for most tasks ask none. */
    String finding() {
        return switch (models.choose()) {
            case Chosen.One<LanguageModel>(var model) -> model.name() + " is set up, model " + model.model();
            case Chosen.None<LanguageModel>(var reason)
            when config.provider() == Choice.AUTO -> reason + "; only ai-note and vision-description need one";
            case Chosen.None<LanguageModel>(var reason) -> throw Refused.usage(reason);
        };
    }
}
