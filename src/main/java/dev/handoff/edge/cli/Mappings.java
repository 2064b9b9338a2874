package dev.handoff.edge.cli;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** The configuration interfaces of all packages. A test sees to it that none is missing. */
final class Mappings {

    // By name, because a package may keep its own to itself.
    static final List<String> NAMES = List.of(
            "edge.http.ApiConfig",
            "engine.outbox.BusConfig",
            "engine.outbox.rabbitmq.RabbitMqBusConfig",
            "engine.dispatch.DispatchConfig",
            "edge.http.OidcConfig",
            "engine.dispatch.WorkerConfig",
            "engine.dispatch.cloudtasks.CloudTasksConfig",
            "engine.dispatch.local.LocalConfig",
            "engine.dispatch.rabbitmq.RabbitMqRouteConfig",
            "kit.provider.embedding.EmbeddingConfig",
            "kit.provider.embedding.minilm.MiniLmConfig",
            "kit.provider.embedding.ollama.OllamaConfig",
            "kit.provider.embedding.openai.OpenAiEmbedderConfig",
            "engine.EngineConfig",
            "kit.fetch.FetchConfig",
            "domain.podcast.assemble.AssembleConfig",
            "kit.provider.speech.SpeechConfig",
            "kit.provider.speech.google.GoogleSpeechConfig",
            "kit.provider.speech.moonshine.MoonshineConfig",
            "kit.provider.speech.openai.OpenAiConfig",
            "kit.media.MediaConfig",
            "kit.provider.model.ModelConfig",
            "engine.sweep.PruneConfig",
            "kit.rabbitmq.RabbitMqConfig",
            "engine.schedule.ScheduleConfig",
            "kit.storage.StorageConfig",
            "domain.monitoring.ScanConfig",
            "kit.provider.moderation.ModerationConfig",
            "kit.database.StoreConfig",
            "edge.trigger.TriggerConfig",
            "kit.provider.voice.VoiceConfig",
            "kit.provider.voice.espeak.EspeakNgConfig",
            "kit.provider.voice.google.GoogleVoiceConfig",
            "kit.provider.voice.openai.OpenAiVoiceConfig");

    private Mappings() {}

    static Collection<Class<?>> all() {
        var found = new ArrayList<Class<?>>();
        for (var name : NAMES) {
            try {
                found.add(Class.forName("dev.handoff." + name));
            } catch (ClassNotFoundException e) {
                throw new IllegalStateException(e);
            }
        }
        return found;
    }
}
