package dev.handoff.domain.podcast.assemble;

import dev.handoff.domain.podcast.template.Segment;
import dev.handoff.domain.podcast.template.Template;
import dev.handoff.kit.media.ProgressListener;
import dev.handoff.kit.provider.voice.VoiceEngine;
import dev.handoff.kit.provider.voice.VoiceEngines;
import dev.handoff.kit.storage.Workspace;
import dev.handoff.task.TaskFailure;
import dev.handoff.task.TaskRun;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Turns the texts of a template into speech. Each piece of a text is a step of its own, because speech may cost money. */
@Singleton
final class Narrator {

    private final VoiceEngines engines;

    Narrator(VoiceEngines engines) {
        this.engines = engines;
    }

    /** @param filename to fetch it by */
    record Kept(String filename) {}

    /** @param filenames by the index of the segment in the template, in the order in which they are heard */
    record Spoken(Map<Integer, List<String>> filenames) {}

    Spoken speak(Template template, WorkFolder folder, Workspace workspace, TaskRun run, CompositionProgress stages)
            throws Exception {
        var filenames = new HashMap<Integer, List<String>>();
        var progress = stages.stage(CompositionProgress.SPEAK);
        var segments = template.segments();
        for (int i = 0; i < segments.size(); i++) {
            if (segments.get(i) instanceof Segment.Speech speech) {
                int before = i;
                filenames.put(
                        i,
                        speak(
                                speech,
                                "speech-" + i,
                                folder,
                                workspace,
                                run,
                                part -> progress.at((before + part) / segments.size())));
            }
        }
        return new Spoken(filenames);
    }

    /** @param progress hears of what is spoken in this attempt alone: what was before is not where it is */
    private List<String> speak(
            Segment.Speech speech,
            String name,
            WorkFolder folder,
            Workspace workspace,
            TaskRun run,
            ProgressListener progress)
            throws Exception {
        var engine = engines.choose().orFail();
        var filenames = new ArrayList<String>();
        var pieces = engine.pieces(speech.text());
        for (var piece : pieces) {
            var step = name + "-" + filenames.size();
            double part = (filenames.size() + 1.0) / pieces.size();
            var kept = run.step(step, Kept.class, () -> {
                var spoken = speak(engine, piece, speech, step, folder, workspace);
                progress.at(part);
                return spoken;
            });
            filenames.add(kept.filename());
        }
        if (filenames.isEmpty()) {
            throw TaskFailure.permanent("segment " + name + " has nothing to say: its text has no words");
        }
        return filenames;
    }

    private static Kept speak(
            VoiceEngine engine, String text, Segment.Speech speech, String name, WorkFolder folder, Workspace workspace)
            throws Exception {
        var file = workspace.folder().resolve(name);
        engine.speak(text, Optional.ofNullable(speech.voice()), Optional.empty(), file);
        return new Kept(folder.keep(file, name));
    }
}
