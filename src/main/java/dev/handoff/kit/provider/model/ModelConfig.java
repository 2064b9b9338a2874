package dev.handoff.kit.provider.model;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Which language model is asked, where, and how far it may go. */
@ConfigMapping(prefix = "handoff.model")
public interface ModelConfig {

    /** {@code auto} takes the first that is set up of {@code openai}, {@code vertex} and {@code ollama}. */
    @WithDefault("${HANDOFF_MODEL:auto}")
    Choice provider();

    /** How long one answer may take, to its last byte. */
    @WithDefault("2m")
    Duration timeout();

    /**
     * The most tokens of one answer, those of thoughts included. A model that thinks until they are used up is asked once more
     * and allowed four times as many.
     */
    @WithDefault("1000")
    int answerLimit();

    /** From 0, nearly always the same, to 2, wild. Without it the model's own; some models allow no other. */
    Optional<Double> temperature();

    /** Such as {@code gpt-4.1-mini=0.40/1.60,gemma3=0/0}. The cost of a model without a price is left out. */
    Optional<List<Price>> prices();

    OpenAi openai();

    Vertex vertex();

    Ollama ollama();

    /** In the order in which {@code auto} asks. */
    enum Choice {
        AUTO,
        OPENAI,
        VERTEX,
        OLLAMA
    }

    /** OpenAI, or any server that has its chat interface. Counts as set up as soon as one of address and key is given. */
    interface OpenAi {

        /** Where the API starts, with its version. Without it, OpenAI's own. {@code OPENAI_BASE_URL} sets it too. */
        @WithDefault("${OPENAI_BASE_URL:}")
        Optional<String> baseUrl();

        /** Servers of one's own may do without. {@code OPENAI_API_KEY} sets it too. */
        @WithDefault("${OPENAI_API_KEY:}")
        Optional<String> apiKey();

        /** The model's name at the server. */
        @WithDefault("gpt-4.1-mini")
        String model();
    }

    /**
     * Google's Vertex AI. Project and location together switch it on: the project alone may be there for other services, and
     * text is not sent anywhere by accident.
     */
    interface Vertex {

        /** Who pays. {@code GOOGLE_CLOUD_PROJECT} sets it too. */
        @WithDefault("${GOOGLE_CLOUD_PROJECT:}")
        Optional<String> project();

        /** Where the model runs, {@code global} or a region. {@code GOOGLE_MODEL_LOCATION} sets it too. */
        @WithDefault("${GOOGLE_MODEL_LOCATION:}")
        Optional<String> location();

        /** With its publisher. */
        @WithDefault("google/gemini-2.5-flash")
        String model();

        /** Where the interface starts. Without it, Google's own for the location. */
        Optional<String> baseUrl();
    }

    /** Ollama, on a machine of one's own. */
    interface Ollama {

        /** Such as {@code http://localhost:11434}. {@code OLLAMA_BASE_URL} sets it too. */
        @WithDefault("${OLLAMA_BASE_URL:}")
        Optional<String> baseUrl();

        /** One that {@code ollama pull} has brought. For descriptions of images, one that sees. */
        @WithDefault("gemma3")
        String model();
    }
}
