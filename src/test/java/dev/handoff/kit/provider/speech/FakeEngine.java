package dev.handoff.kit.provider.speech;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Hears how long a piece is. */
public class FakeEngine implements SpeechEngine {

    public final List<String> heard = new ArrayList<>();
    private final String name;
    private final Optional<String> missing;

    public FakeEngine(String name) {
        this(name, null);
    }

    public FakeEngine(String name, String missing) {
        this.name = name;
        this.missing = Optional.ofNullable(missing);
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public Optional<String> missing() {
        return missing;
    }

    @Override
    public Optional<String> defaultLanguage() {
        return Optional.of("en");
    }

    @Override
    public boolean understands(String language) {
        return !name.equals("moonshine") || language.equals("en");
    }

    @Override
    public String recognise(short[] samples, Optional<String> language) throws Exception {
        heard.add(samples.length / 16_000 + " s of " + language.orElseThrow());
        return heard.getLast();
    }
}
