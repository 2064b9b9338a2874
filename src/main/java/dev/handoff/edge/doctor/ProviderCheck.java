package dev.handoff.edge.doctor;

import dev.handoff.kit.provider.Chosen;
import dev.handoff.kit.provider.Provider;
import dev.handoff.kit.provider.model.LanguageModel;
import dev.handoff.kit.provider.model.LanguageModels;
import dev.handoff.kit.provider.model.ModelConfig;
import dev.handoff.kit.provider.voice.VoiceConfig;
import dev.handoff.kit.provider.voice.VoiceEngine;
import dev.handoff.kit.provider.voice.VoiceEngines;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Looks which provider would be asked that only some tasks need.
 *
 * @param ready what is said of it
 * @param named whether the settings name a provider: only then is it a fault if none is ready
 * @param need says which tasks need one
 */
record ProviderCheck<P extends Provider>(
        Supplier<Chosen<P>> choice, Function<P, String> ready, boolean named, String need) {

    /** Which language model would be asked. */
    static ProviderCheck<LanguageModel> of(ModelConfig config, LanguageModels models) {
        return new ProviderCheck<>(
                models::choose,
                model -> model.name() + " is set up, model " + model.model(),
                config.provider() != ModelConfig.Choice.AUTO,
                "only ai-note and vision-description need one");
    }

    /** Which voice engine would speak. */
    static ProviderCheck<VoiceEngine> of(VoiceConfig config, VoiceEngines engines) {
        return new ProviderCheck<>(
                engines::choose,
                engine -> engine.name() + " is ready",
                config.engine() != VoiceConfig.Choice.AUTO,
                "only tasks with text to speak need one");
    }

    /** What doctor says. */
    String finding() {
        return switch (choice.get()) {
            case Chosen.One<P>(var one) -> ready.apply(one);
            case Chosen.None<P>(var reason) when named -> throw new Finding.Fault(reason);
            case Chosen.None<P>(var reason) -> throw new Finding.Unused(reason + "; " + need);
        };
    }
}
