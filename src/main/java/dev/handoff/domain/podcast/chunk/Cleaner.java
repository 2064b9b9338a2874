package dev.handoff.domain.podcast.chunk;

import dev.handoff.kit.media.Decoder;
import dev.handoff.kit.media.Interval;
import dev.handoff.kit.media.Loudness;
import dev.handoff.kit.media.LoudnessTarget;
import dev.handoff.kit.media.Mastered;
import dev.handoff.kit.media.Mastering;
import dev.handoff.kit.media.ProgressListener;
import dev.handoff.kit.media.Sound;
import dev.handoff.kit.media.SoundStages;
import dev.handoff.kit.storage.Workspace;
import dev.handoff.task.TaskFailure;
import dev.handoff.task.TaskRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Cleans a piece in stages. */
final class Cleaner {

    /** Part of every file name. Raise it with every change of the result, so that old files are not taken for new ones. */
    static final int VERSION = 3;

    private static final int STAGES = 7;

    private final Decoder decoder;
    private final SoundStages stages;
    private final ChunkOptions options;
    private final Workspace workspace;
    private final ProgressListener progress;

    Cleaner(Decoder decoder, SoundStages stages, ChunkOptions options, Workspace workspace, TaskRun run) {
        this.decoder = decoder;
        this.stages = stages;
        this.options = options;
        this.workspace = workspace;
        ProgressListener listener = done -> run.progress(Math.round(100 * STAGES * done), 100L * STAGES);
        this.progress = listener.onward();
    }

    /** The result, with its file in the workspace. */
    record Cleaned(Path file, Sound sound, double length, List<Interval> cuts, Loudness before, Loudness after) {}

    Cleaned clean(Path recording, Interval part) throws Exception {
        var raw = decoder.decode(recording, part, workspace, done -> tell(0, done));
        var before = stages.loudness(raw, workspace, done -> tell(1, done));
        double lift = raw.lift();
        var quiet = withoutNoise(raw, lift);
        if (!quiet.equals(raw)) {
            Files.delete(raw.file());
        }
        var cuts = cuts(quiet);
        var kept = quiet.keep(
                Silences.kept(cuts, quiet.seconds()), workspace.folder().resolve("kept.f32"));
        Files.delete(quiet.file());
        var mastered = master(kept, lift);
        tell(STAGES, 0);
        return new Cleaned(mastered.file(), kept, raw.seconds(), cuts, before, mastered.loudness());
    }

    /** Noise is told by its level, and so are silences: both need a sound of a usual one. */
    private Sound withoutNoise(Sound sound, double lift) throws Exception {
        var filters = new ArrayList<String>();
        if (lift != 0) {
            filters.add(Sound.raised(lift));
        }
        if (options.noiseReduction() != 0) {
            filters.add("afftdn=nr=" + Math.max(0.01, options.noiseReduction()) + ":nf=-50");
        }
        return filters.isEmpty()
                ? sound
                : stages.filter(sound, String.join(",", filters), "quiet.f32", workspace, done -> tell(2, done));
    }

    private List<Interval> cuts(Sound sound) throws Exception {
        if (!options.trimSilence()) {
            return List.of();
        }
        var silences = stages.silences(
                sound, options.silenceThreshold(), options.minSilence(), workspace, done -> tell(3, done));
        return Silences.cuts(silences, sound.seconds());
    }

    private Mastered master(Sound sound, double lift) throws Exception {
        if (!options.normaliseLoudness()) {
            // It gets its own level back, unless that is beyond what a file can hold.
            return encode(sound, lift > 0 ? Sound.raised(-lift) : "anull");
        }
        var target = new LoudnessTarget(options.loudness(), options.truePeak());
        var measured = stages.loudness(sound, workspace, done -> tell(4, done));
        return Mastering.reach(target, measured, sound.rate(), filters -> encode(sound, filters));
    }

    private Mastered encode(Sound sound, String filters) throws TaskFailure, IOException, InterruptedException {
        var format = options.audioFormat();
        var file = stages.encode(sound, filters, format, workspace, done -> tell(5, done));
        return new Mastered(file, stages.loudness(file, format, sound.seconds(), workspace, done -> tell(6, done)));
    }

    private void tell(int stage, double done) {
        progress.at((stage + done) / STAGES);
    }
}
