package dev.handoff.domain.podcast.template;

import dev.handoff.kit.storage.Storage;
import dev.handoff.task.Invalid;
import dev.handoff.task.Violation;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/** The rules that a schema can't express, for templates that are valid by their schema. */
final class TemplateRules {

    private final Storage storage;

    TemplateRules(Storage storage) {
        this.storage = storage;
    }

    /**
     * Collects the broken rules, each as a pointer and a message.
     *
     * @throws Invalid if there is one
     */
    static void collect(Consumer<BiConsumer<String, String>> rules) {
        var broken = new ArrayList<Violation>();
        rules.accept((field, message) -> broken.add(new Violation(field, message)));
        if (!broken.isEmpty()) {
            throw invalid(broken);
        }
    }

    /** @param violations at least one, with pointers into the template */
    static Invalid invalid(List<Violation> violations) {
        return Invalid.of("template", "the template is not valid", violations);
    }

    static Invalid invalid(String field, String message) {
        return invalid(List.of(new Violation(field, message)));
    }

    /** @param broken receives every broken rule: where, and what is wrong */
    void check(Template template, BiConsumer<String, String> broken) {
        var segments = template.segments();
        checkMain(segments, broken);
        for (int i = 0; i < segments.size(); i++) {
            var at = "/segments/" + i;
            switch (segments.get(i)) {
                case Segment.Clip clip -> checkFilename(clip.filename(), at, broken);
                case Segment.Speech speech -> checkText(speech.text(), at + "/text", broken);
                case Segment.Main _, Segment.Silence _ -> {}
            }
            if (segments.get(i) instanceof Segment.Sounding sounding) {
                checkCrossfade(sounding.crossfade(), i, segments, broken);
            }
        }
        for (int i = 0; i < template.music().size(); i++) {
            checkBed(template.music().get(i), segments.size(), "/music/" + i, broken);
        }
    }

    private static void checkMain(List<Segment> segments, BiConsumer<String, String> broken) {
        long count = segments.stream().filter(Segment.Main.class::isInstance).count();
        if (count != 1) {
            broken.accept("/segments", "must hold exactly one segment of type main, holds " + count);
        }
    }

    private void checkFilename(String filename, String at, BiConsumer<String, String> broken) {
        try {
            storage.check(filename);
        } catch (Invalid refused) {
            broken.accept(at + "/filename", refused.violations().getFirst().message());
        }
    }

    private static void checkText(String text, String at, BiConsumer<String, String> broken) {
        if (text.isBlank()) {
            broken.accept(at, "must not be blank; leave the segment out instead");
        }
        Placeholders.names(text, at, broken);
    }

    /** Only the length of a silence is known beforehand. */
    private static void checkCrossfade(
            double crossfade, int segment, List<Segment> segments, BiConsumer<String, String> broken) {
        var at = "/segments/" + segment + "/crossfade";
        if (segment == 0 && crossfade > 0) {
            broken.accept(at, "must be 0 or left out, since nothing comes before, was " + crossfade);
        }
        if (segment > 0
                && segments.get(segment - 1) instanceof Segment.Silence silence
                && crossfade > silence.seconds()) {
            broken.accept(
                    at,
                    "must not be more than the " + silence.seconds() + " seconds of the silence before, was "
                            + crossfade);
        }
    }

    private void checkBed(Bed bed, int segments, String at, BiConsumer<String, String> broken) {
        checkFilename(bed.filename(), at, broken);
        if (bed.first() >= segments) {
            broken.accept(at + "/first_segment", noSuchSegment(segments, bed.first()));
        }
        if (bed.last(segments) >= segments) {
            broken.accept(at + "/last_segment", noSuchSegment(segments, bed.last(segments)));
        } else if (bed.last(segments) < bed.first() && bed.first() < segments) {
            broken.accept(
                    at + "/last_segment",
                    "must not be less than first_segment, which is " + bed.first() + ", was " + bed.last(segments));
        }
    }

    private static String noSuchSegment(int segments, int index) {
        return "must be the index of a segment, from 0 to " + (segments - 1) + ", was " + index;
    }
}
