package dev.handoff.domain.podcast.assemble;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonAnySetter;
import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import com.fasterxml.jackson.databind.JsonNode;
import dev.handoff.domain.podcast.chunk.ChunkOptions;
import dev.handoff.domain.podcast.template.Template;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.Map;

/**
 * What an episode is made of. Unknown fields mean nothing here, and stay with the episode to its end.
 *
 * @param episodeId names the output if {@code outputFilename} doesn't
 * @param templateId a stored template; null if the template is here
 * @param template null if it is stored
 * @param mainContentFilename a path below the storage folder, or {@code gs://bucket/object}
 * @param outputFilename a path in the output folder; null for {@code episodes/} and the episode's id
 * @param ttsValues for the placeholders of spoken texts; null for none
 * @param episodeDetails becomes tags and chapters, and fills placeholders too; null for none
 * @param userId whose episode it is, for the submitter's own use
 * @param options how the main content is cleaned; null for the defaults
 * @param others the unknown fields; null for none
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record AssembleInput(
        @NotNull
        @Pattern(regexp = "^[A-Za-z0-9][A-Za-z0-9._-]{0,99}$")
        @JsonPropertyDescription("Names the output if nothing else does")
        String episodeId,

        @Size(min = 1, max = 100) @JsonPropertyDescription("A stored template; give this or template")
        String templateId,

        @JsonPropertyDescription("The template itself; give this or template_id")
        Template template,

        @NotBlank @Size(max = 1024) @JsonPropertyDescription("A path below the storage folder, or gs://bucket/object")
        String mainContentFilename,

        @Size(min = 1, max = 500)
        @JsonPropertyDescription("A path in the place of outputs; episodes/ and the episode's id by default")
        String outputFilename,

        @Size(max = 100) @JsonPropertyDescription("For the placeholders of spoken texts")
        Map<String, String> ttsValues,

        EpisodeDetails episodeDetails,

        @Size(max = 200) @JsonPropertyDescription("Whose episode it is, for your own use")
        String userId,

        @JsonPropertyDescription(
                "How the main content is cleaned, as for process-chunk; its loudness and format are the template's")
        ChunkOptions options,

        @JsonAnySetter @JsonAnyGetter Map<String, JsonNode> others) {

    /** The same input with the stored template in it. */
    AssembleInput with(Template found) {
        return new AssembleInput(
                episodeId,
                null,
                found,
                mainContentFilename,
                outputFilename,
                ttsValues,
                episodeDetails,
                userId,
                options,
                others);
    }
}
