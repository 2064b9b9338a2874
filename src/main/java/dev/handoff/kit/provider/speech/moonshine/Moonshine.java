package dev.handoff.kit.provider.speech.moonshine;

import ai.onnxruntime.OrtException;
import dev.handoff.kit.media.Pcm;
import dev.handoff.kit.provider.speech.SpeechEngine;
import dev.handoff.task.TaskFailure;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.util.Locale;
import java.util.Optional;

/** Recognises English on this machine. The model is loaded when the first piece is recognised. */
@Singleton
public final class Moonshine implements SpeechEngine {

    private static final String LANGUAGE = "en";

    // The encoder refuses less than a twentieth of a second, and a quarter is too short for a word.
    private static final int MIN_SAMPLES = Pcm.RATE / 4;

    private final MoonshineConfig config;
    private MoonshineModel model;

    public Moonshine(MoonshineConfig config) {
        this.config = config;
    }

    @Override
    public String name() {
        return "moonshine";
    }

    @Override
    public Optional<String> missing() {
        return ModelFile.arePresentIn(config.folder()) ? Optional.empty() : Optional.of("run ./handoff models pull");
    }

    @Override
    public Optional<String> defaultLanguage() {
        return Optional.of(LANGUAGE);
    }

    @Override
    public boolean understands(String language) {
        var tag = language.toLowerCase(Locale.ROOT);
        return tag.equals(LANGUAGE) || tag.startsWith(LANGUAGE + "-");
    }

    @Override
    public String recognise(short[] samples, Optional<String> language)
            throws TaskFailure, OrtException, IOException, InterruptedException {
        if (samples.length < MIN_SAMPLES) {
            return "";
        }
        var waves = new float[samples.length];
        for (int i = 0; i < samples.length; i++) {
            waves[i] = samples[i] / 32768f;
        }
        return model().recognise(waves);
    }

    private synchronized MoonshineModel model() throws TaskFailure, OrtException, IOException {
        if (model == null) {
            var bad = ModelFile.missingOrDamagedIn(config.folder());
            if (!bad.isEmpty()) {
                throw TaskFailure.permanent("the speech model in " + config.folder() + " lacks or has damaged " + bad
                        + "; run ./handoff models pull");
            }
            model = new MoonshineModel(config.folder(), config.threads());
        }
        return model;
    }

    @PreDestroy
    synchronized void close() throws OrtException {
        if (model != null) {
            model.close();
        }
    }
}
