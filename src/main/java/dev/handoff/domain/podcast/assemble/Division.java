package dev.handoff.domain.podcast.assemble;

import dev.handoff.domain.podcast.chunk.ChunkInput;
import dev.handoff.domain.podcast.chunk.ChunkOptions;
import dev.handoff.domain.podcast.chunk.ProcessChunk;
import dev.handoff.domain.podcast.template.Template;
import dev.handoff.kit.media.ProgressListener;
import dev.handoff.kit.media.Splitter;
import dev.handoff.kit.media.Survey;
import dev.handoff.kit.media.Surveyor;
import dev.handoff.kit.storage.Storage;
import dev.handoff.task.OnFailure;
import dev.handoff.task.TaskRun;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;

/** The first half: cuts the main content into pieces and has them cleaned. */
@Singleton
final class Division {

    private static final int STAGES = 2;

    /** In seconds. Anything shorter is a pause between two words. */
    private static final double MIN_SILENCE = 0.3;

    private final AssembleConfig config;
    private final EpisodeTemplates templates;
    private final Storage storage;
    private final Surveyor surveyor;
    private final Splitter splitter;

    Division(AssembleConfig config, EpisodeTemplates templates, Storage storage, Surveyor surveyor, Splitter splitter) {
        this.config = config;
        this.templates = templates;
        this.storage = storage;
        this.surveyor = surveyor;
        this.splitter = splitter;
    }

    /**
     * @param moments where the main content is cut
     * @param lift by how much it is made louder before anything else, in dB
     */
    record Surveyed(List<Double> moments, double lift) {}

    /** @param filenames in order */
    record Pieces(List<String> filenames) {}

    Assembled divide(AssembleInput input, TaskRun run) throws Exception {
        try (var files = FetchedFiles.of(storage)) {
            // A change of the template from now on affects the next episode, not this one.
            var template = input.template() == null
                    ? run.step("template", Template.class, () -> templates.stored(input))
                    : input.template();
            // Comes before the group is made: a file that is no recording would leave an empty group behind.
            var surveyed = run.step("survey", Surveyed.class, () -> survey(input, files, run));
            var group = run.group("pieces", Assemble.ASSEMBLE, input.with(template), OnFailure.COMPLETE);
            var folder = new WorkFolder(storage, group.id());
            var pieces = run.step("split", Pieces.class, () -> split(input, surveyed, folder, files, run));
            group.submitAll("piece", ProcessChunk.PROCESS_CHUNK, chunks(pieces, folder, input.options()));
            group.seal();
            return new Assembled(group.id().toString(), pieces.filenames().size(), null);
        }
    }

    private Surveyed survey(AssembleInput input, FetchedFiles files, TaskRun run) throws Exception {
        var threshold = ChunkOptions.complete(input.options()).silenceThreshold();
        ProgressListener listener = done -> tell(run, 0, done);
        var progress = listener.onward();
        var survey = survey(input, threshold, files, progress);
        double lift = survey.loudness().lift();
        if (lift != 0) {
            // What is a silence in it shows only now that its level is known.
            survey = survey(input, threshold - lift, files, progress);
        }
        return new Surveyed(Cuts.of(survey.silences(), survey.seconds(), piece(survey.seconds())), lift);
    }

    private Survey survey(AssembleInput input, double threshold, FetchedFiles files, ProgressListener progress)
            throws Exception {
        return surveyor.survey(
                files.fetch(input.mainContentFilename()), threshold, MIN_SILENCE, files.workspace(), progress);
    }

    /** The configured length, or more if there would be too many pieces when each is as short as it may be. */
    private double piece(double seconds) {
        return Math.max(config.piece().toMillis() / 1000.0, seconds / (Splitter.MAX_PIECES * (1 - Cuts.SLACK)));
    }

    private Pieces split(AssembleInput input, Surveyed surveyed, WorkFolder folder, FetchedFiles files, TaskRun run)
            throws Exception {
        if (surveyed.moments().isEmpty() && surveyed.lift() == 0) {
            return new Pieces(List.of(input.mainContentFilename()));
        }
        var recording = files.fetch(input.mainContentFilename());
        var filenames = new ArrayList<String>();
        for (var piece : splitter.split(
                recording, surveyed.moments(), surveyed.lift(), files.workspace(), done -> tell(run, 1, done))) {
            filenames.add(folder.keep(piece, "piece-%03d.flac".formatted(filenames.size())));
        }
        return new Pieces(filenames);
    }

    private static List<ChunkInput> chunks(Pieces pieces, WorkFolder folder, ChunkOptions options) {
        var cleaning = ChunkOptions.complete(options).withoutMastering();
        var chunks = new ArrayList<ChunkInput>();
        for (var filename : pieces.filenames()) {
            var name = "piece-%03d".formatted(chunks.size());
            chunks.add(new ChunkInput(folder.episode(), name, filename, null, null, cleaning));
        }
        return chunks;
    }

    private static void tell(TaskRun run, int stage, double done) {
        run.progress(Math.round(100 * (stage + done)), 100L * STAGES);
    }
}
