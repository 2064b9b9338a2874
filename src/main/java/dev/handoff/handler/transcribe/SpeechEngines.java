package dev.handoff.handler.transcribe;

import dev.handoff.handler.transcribe.SpeechConfig.Choice;
import dev.handoff.task.InvalidTask;
import io.quarkus.arc.All;
import jakarta.inject.Singleton;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Chooses the engine, by configuration alone. */
@Singleton
public final class SpeechEngines {

    private final SpeechConfig config;
    private final Map<String, SpeechEngine> engines;

    public SpeechEngines(SpeechConfig config, @All List<SpeechEngine> engines) {
        this.config = config;
        this.engines = engines.stream().collect(Collectors.toMap(SpeechEngine::name, Function.identity()));
    }

    /** The answer to the question which engine to use. */
    sealed interface Answer {

        record Use(SpeechEngine engine) implements Answer {}

        /**
         * There is none.
         *
         * @param field the JSON Pointer of the input's field at fault, empty if the configuration is
         * @param reason with the remedy
         */
        record None(String field, String reason) implements Answer {

            InvalidTask asInvalidTask() {
                return new InvalidTask(reason, List.of(new InvalidTask.Violation(field, reason)));
            }
        }
    }

    /** @param language a BCP 47 tag, or null for the engine's default */
    Answer choose(String language) {
        return switch (chosen()) {
            case Answer.Use use
            when language != null && !use.engine().understands(language) ->
                new Answer.None("/language", unknown(language, use.engine()));
            case Answer answer -> answer;
        };
    }

    private Answer chosen() {
        if (config.engine() != Choice.AUTO) {
            var engine = engines.get(name(config.engine()));
            return engine.missing()
                    .<Answer>map(remedy -> new Answer.None("", engine.name() + " is not ready: " + remedy))
                    .orElseGet(() -> new Answer.Use(engine));
        }
        return Arrays.stream(Choice.values())
                .filter(choice -> choice != Choice.AUTO)
                .map(choice -> engines.get(name(choice)))
                .filter(engine -> engine.missing().isEmpty())
                .findFirst()
                .<Answer>map(Answer.Use::new)
                .orElseGet(() -> new Answer.None("", "no speech engine is ready; " + remedies()));
    }

    private String remedies() {
        return engines.values().stream()
                .sorted((one, other) -> one.name().compareTo(other.name()))
                .map(engine -> "for " + engine.name() + ", " + engine.missing().orElse("nothing"))
                .collect(Collectors.joining("; "));
    }

    private String unknown(String language, SpeechEngine engine) {
        var others = engines.values().stream()
                .filter(other -> other.understands(language))
                .map(SpeechEngine::name)
                .sorted()
                .collect(Collectors.joining(" or "));
        return engine.name() + " does not understand " + language + ", set HANDOFF_SPEECH to " + others;
    }

    private static String name(Choice choice) {
        return choice.name().toLowerCase(Locale.ROOT);
    }
}
