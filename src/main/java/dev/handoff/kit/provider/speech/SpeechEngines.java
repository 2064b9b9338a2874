package dev.handoff.kit.provider.speech;

import dev.handoff.kit.provider.Chosen;
import dev.handoff.task.Invalid;
import dev.handoff.task.TaskFailure;
import dev.handoff.task.Violation;
import io.quarkus.arc.All;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Chooses the engine, by configuration alone. */
@Singleton
public final class SpeechEngines {

    private final SpeechConfig config;
    private final List<SpeechEngine> engines;

    public SpeechEngines(SpeechConfig config, @All List<SpeechEngine> engines) {
        this.config = config;
        this.engines = engines;
    }

    /**
     * Checks a task that is being submitted.
     *
     * @param language a BCP 47 tag; empty for the engine's default
     * @throws Invalid with the remedy, if no engine is ready, or the one that is chosen doesn't understand the language
     */
    public void check(Optional<String> language) {
        unknown(choose().orRefuse(), language).ifPresent(reason -> {
            throw new Invalid("task", reason, List.of(new Violation("/language", reason)));
        });
    }

    /**
     * The engine for a task that runs.
     *
     * @param language a BCP 47 tag; empty for the engine's default
     * @throws TaskFailure permanent, if the check would fail by now
     */
    public SpeechEngine engine(Optional<String> language) throws TaskFailure {
        var engine = choose().orFail();
        var fault = unknown(engine, language);
        if (fault.isPresent()) {
            throw TaskFailure.permanent(fault.get());
        }
        return engine;
    }

    private Chosen<SpeechEngine> choose() {
        return Chosen.of("speech engine", config.engine(), engines);
    }

    private Optional<String> unknown(SpeechEngine engine, Optional<String> language) {
        return language.filter(tag -> !engine.understands(tag))
                .map(tag -> engine.name() + " does not understand " + tag + ", set HANDOFF_SPEECH to "
                        + understanding(tag));
    }

    private String understanding(String language) {
        return engines.stream()
                .filter(engine -> engine.understands(language))
                .map(SpeechEngine::name)
                .sorted()
                .collect(Collectors.joining(" or "));
    }
}
