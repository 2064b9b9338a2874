package dev.handoff.kit.provider.voice;

import dev.handoff.kit.provider.Chosen;
import dev.handoff.task.Invalid;
import dev.handoff.task.TaskFailure;
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

    /** @throws Invalid with the remedies, if nobody would speak */
    public void check() {
        if (choose() instanceof Chosen.None<VoiceEngine>(var reason)) {
            throw Invalid.task(reason);
        }
    }

    /** @throws TaskFailure permanent, if nobody speaks any more */
    public VoiceEngine engine() throws TaskFailure {
        return switch (choose()) {
            case Chosen.One<VoiceEngine>(var engine) -> engine;
            case Chosen.None<VoiceEngine>(var reason) -> throw TaskFailure.permanent(reason);
        };
    }
}
