package dev.handoff.domain.podcast.assemble;

import dev.handoff.domain.podcast.chunk.Chunk;
import dev.handoff.domain.podcast.template.Bed;
import dev.handoff.domain.podcast.template.Segment;
import dev.handoff.domain.podcast.template.Template;
import dev.handoff.kit.media.Clip;
import dev.handoff.kit.media.Layout;
import dev.handoff.kit.media.Mix;
import dev.handoff.kit.media.MusicBed;
import dev.handoff.kit.media.Part;
import dev.handoff.kit.media.ProgressListener;
import dev.handoff.kit.media.Survey;
import dev.handoff.kit.media.Surveyor;
import dev.handoff.task.TaskFailure;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Turns a template into a mix: fetches all files, measures their length and loudness, and gives each the gain that brings
 * it to the loudness of the episode, plus the gain that the template names.
 */
@Singleton
final class Arranger {

    // More would only amplify noise.
    private static final double MAX_GAIN = 30;

    // Silences of clips are not used, but the survey needs to know what a silence is.
    private static final double THRESHOLD = -50;
    private static final double MIN_SILENCE = 1;

    private final Surveyor surveyor;

    Arranger(Surveyor surveyor) {
        this.surveyor = surveyor;
    }

    /** @throws TaskFailure permanent, if a file can't be fetched or isn't sound, or if lengths don't fit */
    Mix arrange(
            Template template, MainContent main, Narrator.Spoken spoken, FetchedFiles files, ProgressListener progress)
            throws TaskFailure, IOException, InterruptedException {
        var arrangement = new Arrangement(template, files);
        try {
            var mix = arrangement.mix(main, spoken, progress);
            Layout.of(mix);
            return mix;
        } catch (IllegalArgumentException unfit) {
            throw TaskFailure.permanent("the template does not fit the sounds: " + unfit.getMessage(), unfit);
        }
    }

    /** The work on one episode. */
    private final class Arrangement {

        private final Template template;
        private final FetchedFiles files;
        private final Map<Path, Survey> surveys = new HashMap<>();

        Arrangement(Template template, FetchedFiles files) {
            this.template = template;
            this.files = files;
        }

        Mix mix(MainContent main, Narrator.Spoken spoken, ProgressListener progress)
                throws TaskFailure, IOException, InterruptedException {
            var parts = new ArrayList<Part>();
            var segments = template.segments();
            for (int i = 0; i < segments.size(); i++) {
                parts.add(
                        switch (segments.get(i)) {
                            case Segment.Clip clip -> part(clip);
                            case Segment.Main content -> part(content, main);
                            case Segment.Speech speech ->
                                part(speech, spoken.filenames().get(i));
                            case Segment.Silence silence -> new Part.Silence(silence.seconds());
                        });
                progress.at((i + 1.0) / segments.size());
            }
            var beds = new ArrayList<MusicBed>();
            for (var bed : template.music()) {
                beds.add(bed(bed));
            }
            return new Mix(parts, beds);
        }

        private Part part(Segment.Clip clip) throws TaskFailure, IOException, InterruptedException {
            var file = files.fetch(clip.filename());
            return sounds(
                    clip, List.of(clip(file)), gain(survey(file).loudness().integrated()) + clip.gain(), false);
        }

        private Part part(Segment.Main content, MainContent main) throws TaskFailure, IOException {
            var clips = new ArrayList<Clip>();
            for (var piece : main.pieces()) {
                clips.add(clip(piece));
            }
            return sounds(content, clips, gain(main.loudness()), true);
        }

        private Part part(Segment.Speech speech, List<String> spoken)
                throws TaskFailure, IOException, InterruptedException {
            var clips = new ArrayList<Clip>();
            Double loudest = null;
            for (var filename : spoken) {
                var file = files.fetch(filename);
                clips.add(clip(file));
                var loudness = survey(file).loudness().integrated();
                loudest = loudest == null || loudness != null && loudness > loudest ? loudness : loudest;
            }
            return sounds(speech, clips, gain(loudest), true);
        }

        private MusicBed bed(Bed bed) throws TaskFailure, IOException, InterruptedException {
            var file = files.fetch(bed.filename());
            return new MusicBed(
                    clip(file),
                    bed.first(),
                    bed.last(template.segments().size()),
                    gain(survey(file).loudness().integrated()) + bed.gain(),
                    bed.fadeIn(),
                    bed.fadeOut(),
                    bed.ducking(),
                    bed.loop());
        }

        private Part sounds(Segment.Sounding segment, List<Clip> clips, double gain, boolean speech) {
            return new Part.Sounds(clips, gain, segment.fadeIn(), segment.fadeOut(), segment.crossfade(), speech);
        }

        private Clip clip(Chunk piece) throws TaskFailure, IOException {
            return new Clip(files.fetch(piece.filename()), piece.duration());
        }

        private Clip clip(Path file) throws TaskFailure, IOException, InterruptedException {
            return new Clip(file, survey(file).seconds());
        }

        private double gain(Double loudness) {
            return loudness == null ? 0 : Math.min(MAX_GAIN, template.loudness() - loudness);
        }

        private Survey survey(Path file) throws TaskFailure, IOException, InterruptedException {
            var survey = surveys.get(file);
            if (survey == null) {
                survey = surveyor.survey(file, THRESHOLD, MIN_SILENCE, files.workspace(), _ -> {});
                surveys.put(file, survey);
            }
            return survey;
        }
    }
}
