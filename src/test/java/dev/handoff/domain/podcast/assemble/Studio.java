package dev.handoff.domain.podcast.assemble;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.handoff.Settings;
import dev.handoff.domain.podcast.template.Templates;
import dev.handoff.kit.json.JsonRules;
import dev.handoff.kit.media.Ffmpeg;
import dev.handoff.kit.media.MediaConfig;
import dev.handoff.kit.media.MixExporter;
import dev.handoff.kit.media.Mixer;
import dev.handoff.kit.media.SoundStages;
import dev.handoff.kit.media.Splitter;
import dev.handoff.kit.media.Surveyor;
import dev.handoff.kit.media.Waveforms;
import dev.handoff.kit.provider.voice.VoiceConfig;
import dev.handoff.kit.provider.voice.VoiceEngines;
import dev.handoff.kit.storage.Storage;
import dev.handoff.kit.storage.TestStorage;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** The handler over a storage folder, without stored templates and without a voice. */
record Studio(Path folder) {

    private static final ObjectMapper JSON = json();

    private static ObjectMapper json() {
        var json = new ObjectMapper();
        new JsonRules().customize(json);
        return json;
    }

    Storage storage() {
        return TestStorage.in(folder);
    }

    Assemble handler() {
        var media = Settings.of(MediaConfig.class, Map.of("handoff.media.data", "target/test-data"));
        var ffmpeg = new Ffmpeg(media);
        var storage = storage();
        var templates = new EpisodeTemplates(
                new Templates(null, storage, JSON),
                new VoiceEngines(Settings.of(VoiceConfig.class, Map.of()), List.of()),
                storage);
        var stages = new SoundStages(media, ffmpeg);
        var surveyor = new Surveyor(media, ffmpeg);
        var composition = new Composition(
                storage,
                new Narrator(new VoiceEngines(Settings.of(VoiceConfig.class, Map.of()), List.of())),
                new Arranger(surveyor),
                new Mixer(media, ffmpeg),
                new MixExporter(media, ffmpeg, stages),
                new Waveforms(media, ffmpeg));
        var pieces = Settings.of(AssembleConfig.class, Map.of("handoff.assemble.piece", "4s"));
        return new Assemble(
                templates,
                new Division(pieces, templates, storage, surveyor, new Splitter(media, ffmpeg)),
                composition,
                storage);
    }

    static AssembleInput input(String json) {
        try {
            return JSON.readValue(json, AssembleInput.class);
        } catch (JsonProcessingException malformed) {
            throw new AssertionError(malformed);
        }
    }
}
