package dev.handoff.edge.doctor;

import dev.handoff.kit.media.Ffmpeg;
import dev.handoff.kit.provider.model.LanguageModel;
import dev.handoff.kit.provider.model.LanguageModels;
import dev.handoff.kit.provider.model.ModelConfig;
import dev.handoff.kit.provider.voice.VoiceConfig;
import dev.handoff.kit.provider.voice.VoiceEngine;
import dev.handoff.kit.provider.voice.VoiceEngines;
import dev.handoff.kit.thread.Parallel;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.function.Supplier;

/** All that is looked at in a process that runs. */
@Singleton
public final class Checkup {

    private final DatabaseCheck database;
    private final DispatchCheck dispatch;
    private final BacklogCheck backlog;
    private final TriggerCheck triggers;
    private final TaskIqCheck taskIq;
    private final RedisCheck redis;
    private final LoginCheck login;
    private final Ffmpeg ffmpeg;
    private final SpeechCheck speech;
    private final ProviderCheck<VoiceEngine> voices;
    private final ProviderCheck<LanguageModel> model;

    Checkup(
            DatabaseCheck database,
            DispatchCheck dispatch,
            BacklogCheck backlog,
            TriggerCheck triggers,
            TaskIqCheck taskIq,
            RedisCheck redis,
            LoginCheck login,
            Ffmpeg ffmpeg,
            SpeechCheck speech,
            VoiceConfig voice,
            VoiceEngines engines,
            ModelConfig provider,
            LanguageModels models) {
        this.database = database;
        this.dispatch = dispatch;
        this.backlog = backlog;
        this.triggers = triggers;
        this.taskIq = taskIq;
        this.redis = redis;
        this.login = login;
        this.ffmpeg = ffmpeg;
        this.speech = speech;
        this.voices = ProviderCheck.of(voice, engines);
        this.model = ProviderCheck.of(provider, models);
    }

    /** Asks everything anew; far ends are slow to answer, or to be silent, so all are asked at a time. */
    public List<Finding> findings() {
        return Parallel.map(
                        List.<Supplier<List<Finding>>>of(
                                one("server", database::server),
                                one("clock", database::clock),
                                one("migrations", database::migrations),
                                dispatch::findings,
                                one("tasks", backlog::finding),
                                one("triggers", triggers::finding),
                                one("taskiq", taskIq::finding),
                                one("redis", redis::finding),
                                one("login", login::finding),
                                one("ffmpeg", ffmpeg::version),
                                one("speech", speech::finding),
                                one("voice", voices::finding),
                                one("model", model::finding)),
                        Supplier::get)
                .stream()
                .flatMap(List::stream)
                .toList();
    }

    private static Supplier<List<Finding>> one(String subject, Finding.Question question) {
        return () -> List.of(Finding.of(subject, question));
    }
}
