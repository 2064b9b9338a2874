package dev.handoff.cli;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** The configuration interfaces of all packages. A test sees to it that none is missing. */
final class Mappings {

    // By name, because a package may keep its own to itself.
    static final List<String> NAMES = List.of(
            "api.ApiConfig",
            "bus.BusConfig",
            "bus.rabbitmq.RabbitMqBusConfig",
            "dispatch.DispatchConfig",
            "api.OidcConfig",
            "dispatch.WorkerConfig",
            "dispatch.cloudtasks.CloudTasksConfig",
            "dispatch.local.LocalConfig",
            "dispatch.rabbitmq.RabbitMqRouteConfig",
            "embedding.EmbeddingConfig",
            "embedding.minilm.MiniLmConfig",
            "embedding.ollama.OllamaConfig",
            "embedding.openai.OpenAiEmbedderConfig",
            "engine.EngineConfig",
            "fetch.FetchConfig",
            "handler.assemble.AssembleConfig",
            "handler.transcribe.SpeechConfig",
            "handler.transcribe.google.GoogleSpeechConfig",
            "handler.transcribe.moonshine.MoonshineConfig",
            "handler.transcribe.openai.OpenAiConfig",
            "media.MediaConfig",
            "model.ModelConfig",
            "prune.PruneConfig",
            "rabbitmq.RabbitMqConfig",
            "schedule.ScheduleConfig",
            "storage.StorageConfig",
            "scan.ScanConfig",
            "moderation.ModerationConfig",
            "store.StoreConfig",
            "trigger.TriggerConfig",
            "voice.VoiceConfig",
            "voice.espeak.EspeakNgConfig",
            "voice.google.GoogleVoiceConfig",
            "voice.openai.OpenAiVoiceConfig");

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
