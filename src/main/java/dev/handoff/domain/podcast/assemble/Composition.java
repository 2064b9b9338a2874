package dev.handoff.domain.podcast.assemble;

import dev.handoff.domain.podcast.chunk.Chunk;
import dev.handoff.domain.podcast.template.Template;
import dev.handoff.kit.media.AudioFormat;
import dev.handoff.kit.media.Interval;
import dev.handoff.kit.media.Layout;
import dev.handoff.kit.media.Loudness;
import dev.handoff.kit.media.LoudnessTarget;
import dev.handoff.kit.media.Metadata;
import dev.handoff.kit.media.MixExporter;
import dev.handoff.kit.media.Mixer;
import dev.handoff.kit.media.Waveforms;
import dev.handoff.kit.storage.Storage;
import dev.handoff.task.GroupId;
import dev.handoff.task.GroupMember;
import dev.handoff.task.TaskFailure;
import dev.handoff.task.TaskRun;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The second half: makes an episode from the cleaned pieces. */
@Singleton
final class Composition {

    private static final int WIDTH = 1800;
    private static final int HEIGHT = 300;
    private static final int COLOUR = 0x4B6BFB;

    /** What cleaning a piece takes, about, if others are cleaned meanwhile. */
    private static final Duration A_PIECE = Duration.ofSeconds(5);

    private final Storage storage;
    private final Narrator narrator;
    private final Arranger arranger;
    private final Mixer mixer;
    private final MixExporter exporter;
    private final Waveforms waveforms;

    Composition(
            Storage storage,
            Narrator narrator,
            Arranger arranger,
            Mixer mixer,
            MixExporter exporter,
            Waveforms waveforms) {
        this.storage = storage;
        this.narrator = narrator;
        this.arranger = arranger;
        this.mixer = mixer;
        this.exporter = exporter;
        this.waveforms = waveforms;
    }

    /** @param parts where each segment of the template sounds */
    record Mixed(String filename, double seconds, List<Interval> parts) {}

    /** @param loudness measured in the file */
    record Published(String filename, Loudness loudness) {}

    /** @param filename of the picture */
    record Drawn(String filename) {}

    Assembled compose(AssembleInput input, GroupId group, TaskRun run) throws Exception {
        var folder = new WorkFolder(storage, group);
        var main = new MainContent(pieces(run));
        var template = EpisodeTemplates.filled(input);
        var progress = new CompositionProgress(run);
        try (var files = FetchedFiles.of(storage)) {
            var spoken = narrator.speak(template, folder, files.workspace(), run, progress);
            var mixed = run.step("mix", Mixed.class, () -> mix(template, main, spoken, folder, files, progress));
            var chapters = Chapters.of(template, mixed.parts(), mixed.seconds(), main, EpisodeDetails.of(input));
            var metadata = new Metadata(Tags.of(EpisodeDetails.of(input)), chapters);
            var published =
                    run.step("publish", Published.class, () -> publish(input, mixed, metadata, files, progress));
            var drawn = run.step("waveform", Drawn.class, () -> draw(input, mixed, files, progress));
            folder.delete();
            return new Assembled(
                    group.toString(),
                    main.pieces().size(),
                    new Episode(
                            input.episodeId(),
                            published.filename(),
                            drawn.filename(),
                            template.format(),
                            mixed.seconds(),
                            published.loudness(),
                            main.silenceCut(),
                            chapters));
        }
    }

    /** @throws TaskFailure permanent, if a piece could not be cleaned; all files stay until nobody can retry it any more */
    private static List<Chunk> pieces(TaskRun run) throws TaskFailure {
        var members = run.members(Chunk.class);
        var unfinished = new ArrayList<GroupMember<Chunk>>();
        for (var member : members) {
            switch (member.state()) {
                case SUCCEEDED -> {}
                case QUEUED, RUNNING -> unfinished.add(member);
                case DEAD ->
                    throw TaskFailure.permanent(piece(members, member) + " could not be cleaned, task " + member.id()
                            + ": " + member.error().orElse("it does not say why")
                            + "; mend the cause, retry that task and others of its kind, then this one");
                case CANCELLED ->
                    throw TaskFailure.permanent(piece(members, member) + " could not be cleaned, task " + member.id()
                            + ": it was cancelled; submit the episode anew");
            }
        }
        if (!unfinished.isEmpty()) {
            var first = unfinished.getFirst();
            throw TaskFailure.retryAfter(
                    A_PIECE.multipliedBy(unfinished.size()),
                    piece(members, first) + " is not cleaned yet, task " + first.id() + " is " + first.state());
        }
        if (members.isEmpty()) {
            throw TaskFailure.permanent("the group has no pieces; submit assemble by itself, it makes its own group");
        }
        return members.stream()
                .map(GroupMember::result)
                .flatMap(Optional::stream)
                .toList();
    }

    private static String piece(List<GroupMember<Chunk>> members, GroupMember<Chunk> member) {
        return "piece " + (members.indexOf(member) + 1) + " of " + members.size();
    }

    private Mixed mix(
            Template template,
            MainContent main,
            Narrator.Spoken spoken,
            WorkFolder folder,
            FetchedFiles files,
            CompositionProgress progress)
            throws Exception {
        var mix = arranger.arrange(template, main, spoken, files, progress.stage(CompositionProgress.ARRANGE));
        var layout = Layout.of(mix);
        var file = mixer.mix(mix, files.workspace(), progress.stage(CompositionProgress.MIX));
        var filename = folder.keep(file, "mix.flac");
        files.has(filename, file);
        return new Mixed(filename, layout.seconds(), layout.parts());
    }

    private Published publish(
            AssembleInput input, Mixed mixed, Metadata metadata, FetchedFiles files, CompositionProgress progress)
            throws Exception {
        var template = input.template();
        var mastered = exporter.export(
                files.fetch(mixed.filename()),
                mixed.seconds(),
                new LoudnessTarget(template.loudness(), template.truePeak()),
                AudioFormat.of(template.format()),
                metadata,
                files.workspace(),
                progress.stage(CompositionProgress.PUBLISH));
        var target = storage.output(output(input));
        storage.put(mastered.file(), target);
        return new Published(target.toString(), mastered.loudness());
    }

    private Drawn draw(AssembleInput input, Mixed mixed, FetchedFiles files, CompositionProgress progress)
            throws Exception {
        var picture = waveforms.draw(
                files.fetch(mixed.filename()),
                mixed.seconds(),
                WIDTH,
                HEIGHT,
                COLOUR,
                files.workspace(),
                progress.stage(CompositionProgress.DRAW));
        var target = storage.output(output(input).replaceFirst("\\.[^./]+$", "") + ".png");
        storage.put(picture, target);
        return new Drawn(target.toString());
    }

    private static String output(AssembleInput input) {
        return input.outputFilename() == null
                ? "episodes/" + input.episodeId() + "." + input.template().format()
                : input.outputFilename();
    }
}
