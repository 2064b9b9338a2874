package dev.handoff.kit.provider.voice;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Says nothing, and may not be ready for that. */
public record FakeVoice(String name, Optional<String> missing) implements VoiceEngine {

    public FakeVoice(String name) {
        this(name, Optional.empty());
    }

    public FakeVoice(String name, String remedy) {
        this(name, Optional.of(remedy));
    }

    @Override
    public List<String> pieces(String text) {
        return List.of();
    }

    @Override
    public void speak(String piece, Optional<String> voice, Optional<String> language, Path target) {}
}
