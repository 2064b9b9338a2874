package dev.handoff.cli;

import dev.handoff.model.LanguageModel;
import dev.handoff.model.LanguageModels;
import dev.handoff.model.ModelConfig;
import dev.handoff.model.ModelConfig.Choice;
import dev.handoff.provider.Chosen;
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
