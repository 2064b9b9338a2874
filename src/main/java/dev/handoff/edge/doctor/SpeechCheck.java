package dev.handoff.edge.doctor;

import dev.handoff.kit.provider.Chosen;
import dev.handoff.kit.provider.speech.SpeechConfig;
import dev.handoff.kit.provider.speech.SpeechEngine;
import io.quarkus.arc.All;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;

/** Looks which engine would recognise speech. */
@Singleton
public final class SpeechCheck {

    private final SpeechConfig config;
    private final List<SpeechEngine> engines;

    SpeechCheck(SpeechConfig config, @All List<SpeechEngine> engines) {
        this.config = config;
        this.engines = engines;
    }

    /** The engine that would be used. */
    public Optional<String> ready() {
        return switch (Chosen.of("speech engine", config.engine(), engines)) {
            case Chosen.One<SpeechEngine>(var engine) -> Optional.of(engine.name());
            case Chosen.None<SpeechEngine> _ -> Optional.empty();
        };
    }

    /** What doctor says. */
    String finding() {
        return ready().map(engine -> engine + " is ready")
                .orElseThrow(() -> new Finding.Fault("no engine is ready; run ./handoff models pull"));
    }
}
