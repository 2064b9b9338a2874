package dev.handoff.edge.doctor;

import dev.handoff.kit.provider.voice.VoiceConfig;
import dev.handoff.kit.provider.voice.VoiceConfig.Choice;
import dev.handoff.kit.provider.voice.VoiceEngines;
import jakarta.inject.Singleton;

/** Looks which voice engine would speak. */
@Singleton
final class VoiceCheck {

    private final VoiceConfig config;
    private final VoiceEngines engines;

    VoiceCheck(VoiceConfig config, VoiceEngines engines) {
        this.config = config;
        this.engines = engines;
    }

    /** What doctor says. */
    String finding() {
        return ProviderFinding.of(
                engines.choose(),
                engine -> engine.name() + " is ready",
                config.engine() != Choice.AUTO,
                "only tasks with text to speak need one");
    }
}
