package dev.handoff.edge.cli;

import dev.handoff.kit.provider.Chosen;
import dev.handoff.kit.provider.voice.VoiceConfig;
import dev.handoff.kit.provider.voice.VoiceConfig.Choice;
import dev.handoff.kit.provider.voice.VoiceEngine;
import dev.handoff.kit.provider.voice.VoiceEngines;
import jakarta.inject.Singleton;

/** Who would speak. */
@Singleton
final class Voices {

    private final VoiceConfig config;
    private final VoiceEngines engines;

    Voices(VoiceConfig config, VoiceEngines engines) {
        this.config = config;
        this.engines = engines;
    }

    /** What doctor says: that nobody is there is a fault only if somebody was named, for most tasks have no text to speak. */
    String finding() {
        return switch (engines.choose()) {
            case Chosen.One<VoiceEngine>(var engine) -> engine.name() + " is ready";
            case Chosen.None<VoiceEngine>(var reason)
            when config.engine() == Choice.AUTO -> reason + "; only tasks with text to speak need one";
            case Chosen.None<VoiceEngine>(var reason) -> throw Refused.usage(reason);
        };
    }
}
