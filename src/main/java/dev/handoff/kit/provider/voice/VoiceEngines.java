package dev.handoff.kit.provider.voice;

import dev.handoff.kit.provider.Chosen;
import io.quarkus.arc.All;
import jakarta.inject.Singleton;
import java.util.List;

/** Chooses the engine, by configuration alone. */
@Singleton
public final class VoiceEngines {

    private final VoiceConfig config;
    private final List<VoiceEngine> engines;

    public VoiceEngines(VoiceConfig config, @All List<VoiceEngine> engines) {
        this.config = config;
        this.engines = engines;
    }

    /** Who would speak. */
    public Chosen<VoiceEngine> choose() {
        return Chosen.of("voice engine", config.engine(), engines);
    }
}
