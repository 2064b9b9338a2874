package dev.handoff.edge.cli;

import dev.handoff.domain.monitoring.ScanConfig;
import dev.handoff.domain.podcast.assemble.AssembleConfig;
import dev.handoff.domain.speaking.ImpressionConfig;
import dev.handoff.domain.speaking.RatingConfig;
import dev.handoff.domain.speaking.SpeakingConfig;
import dev.handoff.edge.http.ApiConfig;
import dev.handoff.edge.http.BrowserConfig;
import dev.handoff.edge.http.OidcConfig;
import dev.handoff.edge.http.TraceConfig;
import dev.handoff.edge.http.connection.ConnectionConfig;
import dev.handoff.edge.live.LiveConfig;
import dev.handoff.edge.page.LoginConfig;
import dev.handoff.edge.page.PageConfig;
import dev.handoff.edge.trigger.TriggerConfig;
import dev.handoff.edge.trigger.celery.CeleryConfig;
import dev.handoff.edge.trigger.taskiq.TaskIqConfig;
import dev.handoff.engine.EngineConfig;
import dev.handoff.engine.dispatch.DispatchConfig;
import dev.handoff.engine.dispatch.WorkerConfig;
import dev.handoff.engine.dispatch.cloudtasks.CloudTasksConfig;
import dev.handoff.engine.dispatch.local.LocalConfig;
import dev.handoff.engine.dispatch.nats.NatsRouteConfig;
import dev.handoff.engine.dispatch.rabbitmq.RabbitMqRouteConfig;
import dev.handoff.engine.outbox.BusConfig;
import dev.handoff.engine.outbox.rabbitmq.RabbitMqBusConfig;
import dev.handoff.engine.schedule.ScheduleConfig;
import dev.handoff.engine.sweep.PruneConfig;
import dev.handoff.kit.audit.AuditConfig;
import dev.handoff.kit.database.DatabaseConfig;
import dev.handoff.kit.fetch.FetchConfig;
import dev.handoff.kit.media.MediaConfig;
import dev.handoff.kit.nats.NatsConfig;
import dev.handoff.kit.provider.embedding.EmbeddingConfig;
import dev.handoff.kit.provider.embedding.minilm.MiniLmConfig;
import dev.handoff.kit.provider.embedding.ollama.OllamaConfig;
import dev.handoff.kit.provider.embedding.openai.OpenAiEmbedderConfig;
import dev.handoff.kit.provider.model.ModelConfig;
import dev.handoff.kit.provider.moderation.ModerationConfig;
import dev.handoff.kit.provider.speech.SpeechConfig;
import dev.handoff.kit.provider.speech.google.GoogleSpeechConfig;
import dev.handoff.kit.provider.speech.moonshine.MoonshineConfig;
import dev.handoff.kit.provider.speech.openai.OpenAiSpeechConfig;
import dev.handoff.kit.provider.voice.VoiceConfig;
import dev.handoff.kit.provider.voice.espeak.EspeakNgConfig;
import dev.handoff.kit.provider.voice.google.GoogleVoiceConfig;
import dev.handoff.kit.provider.voice.openai.OpenAiVoiceConfig;
import dev.handoff.kit.rabbitmq.RabbitMqConfig;
import dev.handoff.kit.redis.RedisConfig;
import dev.handoff.kit.storage.StorageConfig;
import java.util.List;

/** The configuration interfaces of all packages. A test sees to it that none is missing. */
final class Mappings {

    static final List<Class<?>> ALL = List.of(
            ApiConfig.class,
            AssembleConfig.class,
            AuditConfig.class,
            BrowserConfig.class,
            BusConfig.class,
            CloudTasksConfig.class,
            DatabaseConfig.class,
            DispatchConfig.class,
            EmbeddingConfig.class,
            EngineConfig.class,
            EspeakNgConfig.class,
            FetchConfig.class,
            GoogleSpeechConfig.class,
            GoogleVoiceConfig.class,
            ConnectionConfig.class,
            LiveConfig.class,
            LocalConfig.class,
            LoginConfig.class,
            MediaConfig.class,
            MiniLmConfig.class,
            ModelConfig.class,
            ModerationConfig.class,
            MoonshineConfig.class,
            NatsConfig.class,
            NatsRouteConfig.class,
            OidcConfig.class,
            OllamaConfig.class,
            OpenAiEmbedderConfig.class,
            OpenAiSpeechConfig.class,
            OpenAiVoiceConfig.class,
            PageConfig.class,
            PruneConfig.class,
            RabbitMqBusConfig.class,
            RabbitMqConfig.class,
            RabbitMqRouteConfig.class,
            RedisConfig.class,
            ScanConfig.class,
            ImpressionConfig.class,
            RatingConfig.class,
            SpeakingConfig.class,
            ScheduleConfig.class,
            SpeechConfig.class,
            StorageConfig.class,
            TaskIqConfig.class,
            TraceConfig.class,
            TriggerConfig.class,
            CeleryConfig.class,
            VoiceConfig.class,
            WorkerConfig.class);

    private Mappings() {}
}
