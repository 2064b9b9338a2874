package dev.handoff.edge.cli;

import dev.handoff.edge.doctor.SpeechCheck;
import dev.handoff.kit.provider.speech.SpeechConfig;
import dev.handoff.kit.provider.speech.SpeechConfig.Choice;
import dev.handoff.kit.provider.speech.moonshine.ModelPull;
import dev.handoff.kit.provider.speech.moonshine.MoonshineConfig;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.util.function.Consumer;

/** The model of the speech engine that works without any service. */
@Singleton
final class SpeechModel {

    private final SpeechConfig config;
    private final MoonshineConfig moonshine;
    private final SpeechCheck check;

    SpeechModel(SpeechConfig config, MoonshineConfig moonshine, SpeechCheck check) {
        this.config = config;
        this.moonshine = moonshine;
        this.check = check;
    }

    /** Fetches the model if speech would be recognised on this machine, and can't be yet. */
    void fetchIfNeeded(Consumer<String> notices) throws InterruptedException {
        boolean local = config.engine() == Choice.AUTO || config.engine() == Choice.MOONSHINE;
        if (!local || check.ready().isPresent()) {
            return;
        }
        try {
            notices.accept("no speech engine is set up yet: fetching the model of the embedded one, once");
            new ModelPull(moonshine.folder()).pull(notices);
        } catch (IOException e) {
            throw Refused.unavailable("can't fetch the speech model: " + e.getMessage()
                    + "; try again with ./handoff models pull, or set HANDOFF_SPEECH to another engine");
        }
    }
}
