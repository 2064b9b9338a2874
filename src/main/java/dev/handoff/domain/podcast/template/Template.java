package dev.handoff.domain.podcast.template;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import dev.handoff.task.Invalid;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * How episodes are put together. An absent value has the default that is named last.
 *
 * @param templateId what it is stored under; null if it isn't
 * @param name for people; null for none
 * @param format {@code mp3} or {@code m4a}; {@code mp3}
 * @param loudness of the whole episode, in LUFS; -16
 * @param truePeak the limit for peaks, in dBTP; -1
 * @param segments one after the other, from 1 to 50, with exactly one {@link Segment.Main}
 * @param music under the segments, at most 10; none
 */
public record Template(
        @Pattern(regexp = Fields.ID) @JsonPropertyDescription("What it is stored under")
        String templateId,

        @Pattern(regexp = Fields.LINE) @JsonPropertyDescription("For people")
        String name,

        @Pattern(regexp = "^(mp3|m4a)$") @JsonPropertyDescription("mp3 or m4a; mp3 by default")
        String format,

        @DecimalMin("-40")
        @DecimalMax("-8")
        @JsonPropertyDescription("To be reached by the whole, in LUFS; -16 by default")
        Double loudness,

        @DecimalMin("-9") @DecimalMax("0") @JsonPropertyDescription("Not to be exceeded, in dBTP; -1 by default")
        Double truePeak,

        @NotNull
        @Size(min = 1, max = Fields.MAX_SEGMENTS)
        @JsonPropertyDescription("What is heard one after the other; exactly one is of type main")
        List<Segment> segments,

        @Size(max = Fields.MAX_BEDS) @JsonPropertyDescription("What lies under the segments; nothing by default")
        List<Bed> music) {

    public Template {
        format = Objects.requireNonNullElse(format, "mp3");
        loudness = Objects.requireNonNullElse(loudness, -16.0);
        truePeak = Objects.requireNonNullElse(truePeak, -1.0);
        segments = segments == null ? List.of() : List.copyOf(segments);
        music = music == null ? List.of() : List.copyOf(music);
    }

    /**
     * The names of the placeholders in all texts that are spoken.
     *
     * @throws Invalid if one is malformed
     */
    public SortedSet<String> placeholders() {
        var names = new TreeSet<String>();
        TemplateRules.collect(broken -> {
            for (int i = 0; i < segments.size(); i++) {
                if (segments.get(i) instanceof Segment.Speech speech) {
                    names.addAll(Placeholders.names(speech.text(), at(i), broken));
                }
            }
        });
        return names;
    }

    /**
     * The template with values in the place of all placeholders. Values are inserted as they are: a text may become longer
     * than a template allows, and a placeholder within a value remains. Unused values are ignored.
     *
     * @throws Invalid that names every malformed placeholder, every one without a value, and every text that values make
     *     longer than 20,000 characters
     */
    public Template filled(Map<String, String> values) {
        var filled = new ArrayList<>(segments);
        TemplateRules.collect(broken -> {
            for (int i = 0; i < filled.size(); i++) {
                if (filled.get(i) instanceof Segment.Speech speech) {
                    filled.set(i, speech.saying(Placeholders.fill(speech.text(), values, at(i), broken)));
                }
            }
        });
        return new Template(templateId, name, format, loudness, truePeak, filled, music);
    }

    /** The template under another id. */
    Template named(String id) {
        return new Template(id, name, format, loudness, truePeak, segments, music);
    }

    private static String at(int segment) {
        return "/segments/" + segment + "/text";
    }
}
