package dev.handoff.cli;

import dev.handoff.provider.Chosen;
import dev.handoff.voice.VoiceConfig;
import dev.handoff.voice.VoiceConfig.Choice;
import dev.handoff.voice.VoiceEngine;
import dev.handoff.voice.VoiceEngines;
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
