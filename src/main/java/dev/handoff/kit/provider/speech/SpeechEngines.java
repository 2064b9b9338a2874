package dev.handoff.kit.provider.speech;

import dev.handoff.kit.provider.Chosen;
import dev.handoff.task.Invalid;
import dev.handoff.task.Violation;
import io.quarkus.arc.All;
import jakarta.inject.Singleton;
import java.util.List;
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

    /** The answer to the question which engine to use. */
    public sealed interface Answer {

        record Use(SpeechEngine engine) implements Answer {}

        /**
         * There is none.
         *
         * @param field the JSON Pointer of the input's field at fault, empty if the configuration is
         * @param reason with the remedy
         */
        record None(String field, String reason) implements Answer {

            public Invalid asInvalid() {
                return new Invalid("task", reason, List.of(new Violation(field, reason)));
            }
        }
    }

    /** @param language a BCP 47 tag, or null for the engine's default */
    public Answer choose(String language) {
        return switch (Chosen.of("speech engine", config.engine(), engines)) {
            case Chosen.None<SpeechEngine>(var reason) -> new Answer.None("", reason);
            case Chosen.One<SpeechEngine>(var engine)
            when language != null && !engine.understands(language) ->
                new Answer.None("/language", unknown(language, engine));
            case Chosen.One<SpeechEngine>(var engine) -> new Answer.Use(engine);
        };
    }

    private String unknown(String language, SpeechEngine engine) {
        var others = engines.stream()
                .filter(other -> other.understands(language))
                .map(SpeechEngine::name)
                .sorted()
                .collect(Collectors.joining(" or "));
        return engine.name() + " does not understand " + language + ", set HANDOFF_SPEECH to " + others;
    }
}
