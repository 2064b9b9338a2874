package dev.handoff.domain.podcast.assemble;

import dev.handoff.domain.podcast.template.Segment;
import dev.handoff.domain.podcast.template.Template;
import dev.handoff.domain.podcast.template.Templates;
import dev.handoff.kit.media.AudioFormat;
import dev.handoff.kit.provider.voice.VoiceEngines;
import dev.handoff.kit.storage.Storage;
import dev.handoff.task.Invalid;
import dev.handoff.task.TaskFailure;
import jakarta.inject.Singleton;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/** Finds the template of an episode, and checks whether the episode can be made from it. */
@Singleton
final class EpisodeTemplates {

    private final Templates templates;
    private final VoiceEngines voices;
    private final Storage storage;

    EpisodeTemplates(Templates templates, VoiceEngines voices, Storage storage) {
        this.templates = templates;
        this.voices = voices;
        this.storage = storage;
    }

    /**
     * Refuses what can't work, as far as that can be told without the database.
     *
     * @throws Invalid with the field and the remedy
     */
    void check(AssembleInput input) {
        if ((input.templateId() == null) == (input.template() == null)) {
            throw Invalid.task(
                    "/template_id",
                    "give either template_id or template, "
                            + (input.template() == null ? "neither is there" : "not both"));
        }
        at("/main_content_filename", () -> storage.check(input.mainContentFilename()));
        if (input.outputFilename() != null) {
            at("/output_filename", () -> storage.output(input.outputFilename()));
        }
        if (input.template() != null) {
            check(input.template(), input);
        }
    }

    /**
     * The template that the input names.
     *
     * @throws TaskFailure permanent, if there is none, or it doesn't fit the episode
     */
    Template stored(AssembleInput input) throws TaskFailure {
        var found = templates
                .find(input.templateId())
                .orElseThrow(() -> TaskFailure.permanent("there is no template " + input.templateId()
                        + "; GET /api/templates lists them, PUT /api/templates/" + input.templateId() + " stores one"))
                .document();
        try {
            check(found, input);
        } catch (Invalid unfit) {
            throw TaskFailure.permanent("template " + input.templateId() + ": " + unfit.getMessage(), unfit);
        }
        return found;
    }

    private void check(Template template, AssembleInput input) {
        try {
            templates.check(template);
            template.filled(values(input));
        } catch (Invalid e) {
            throw new Invalid("task", e.getMessage(), e.within("/template").violations());
        }
        if (template.segments().stream().anyMatch(Segment.Speech.class::isInstance)) {
            voices.choose().orRefuse();
        }
        checkChapters(template, input);
        var output = input.outputFilename();
        if (output != null && !output.toLowerCase(Locale.ROOT).endsWith("." + template.format())) {
            throw Invalid.task(
                    "/output_filename",
                    "must end with ." + template.format() + ", the format of the template, was " + output);
        }
    }

    private static void checkChapters(Template template, AssembleInput input) {
        long chapters = Chapters.most(template, EpisodeDetails.of(input));
        int most = AudioFormat.of(template.format()).mostChapters();
        if (chapters > most) {
            throw Invalid.task(
                    "/episode_details/chapters",
                    template.format() + " lists at most " + most
                            + " chapters, those of the template's titles among them, were " + chapters
                            + "; leave some out, or make an mp3 of it");
        }
    }

    /** The template with values in the place of its placeholders. */
    static Template filled(AssembleInput input) {
        return input.template().filled(values(input));
    }

    /** The values of placeholders. */
    private static Map<String, String> values(AssembleInput input) {
        var values = new HashMap<String, String>();
        var details = input.episodeDetails();
        if (details != null) {
            put(values, "title", details.title());
            put(values, "show", details.show());
            put(values, "author", details.author());
            put(values, "description", details.description());
            put(values, "date", details.date());
            put(values, "number", details.number());
        }
        if (input.ttsValues() != null) {
            values.putAll(input.ttsValues());
        }
        return values;
    }

    private static void put(Map<String, String> values, String name, Object value) {
        if (value != null) {
            values.put(name, value.toString());
        }
    }

    private static void at(String field, Runnable check) {
        try {
            check.run();
        } catch (Invalid e) {
            throw Invalid.task(field, e.violations().getFirst().message());
        }
    }
}
