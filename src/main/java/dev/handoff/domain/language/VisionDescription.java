package dev.handoff.domain.language;

import com.fasterxml.jackson.databind.JsonNode;
import dev.handoff.kit.fetch.Image;
import dev.handoff.kit.provider.model.Interview;
import dev.handoff.kit.provider.model.Interview.Unfit;
import dev.handoff.kit.provider.model.LanguageModels;
import dev.handoff.kit.provider.model.Line;
import dev.handoff.kit.provider.model.PromptFile;
import dev.handoff.task.TaskHandler;
import dev.handoff.task.TaskRun;
import dev.handoff.task.TaskType;
import dev.langchain4j.data.message.ChatMessage;
import dev.langchain4j.data.message.ImageContent;
import dev.langchain4j.data.message.UserMessage;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Describes an image, for search and for people who can't see it. */
@Singleton
public final class VisionDescription implements TaskHandler<VisionInput, ImageDescription> {

    // An attempt holds several copies of the image: the file, and the text of the request.
    public static final TaskType<VisionInput, ImageDescription> VISION_DESCRIPTION = TaskType.of(
                    "vision-description", VisionInput.class, ImageDescription.class)
            .aliases("content:vision_description")
            .labels("content_monitoring", "vision")
            .description("Describes an image, by a language model that sees.")
            .timeout(Duration.ofMinutes(5))
            .concurrency(4);

    /** A long paragraph. */
    static final int MAX_DESCRIPTION = 2000;

    /** Screen readers read it in one go, and listeners can't skip parts of it. */
    static final int MAX_ALT_TEXT = 250;

    private final LanguageModels models;
    private final Interview interview;
    private final Gallery gallery;

    VisionDescription(LanguageModels models, Interview interview, Gallery gallery) {
        this.models = models;
        this.interview = interview;
        this.gallery = gallery;
    }

    private record Seen(String description, String altText) {}

    @Override
    public TaskType<VisionInput, ImageDescription> type() {
        return VISION_DESCRIPTION;
    }

    @Override
    public void check(VisionInput input) {
        gallery.check(input.image());
        models.choose().orRefuse();
    }

    @Override
    public ImageDescription handle(VisionInput input, TaskRun run) throws Exception {
        var answered = interview.ask(() -> conversation(input), VisionDescription::seen, run);
        var seen = answered.answer();
        return new ImageDescription(seen.description(), seen.altText(), answered.model(), answered.tokens());
    }

    private List<ChatMessage> conversation(VisionInput input) throws Exception {
        var prompt = new PromptFile("vision-description");
        return List.of(
                prompt.instructions(Map.of(
                        "description", MAX_DESCRIPTION,
                        "alt", MAX_ALT_TEXT,
                        "language", Objects.requireNonNullElse(input.language(), "en"))),
                UserMessage.from(content(gallery.fetch(input.image()))));
    }

    private static ImageContent content(Image image) {
        return ImageContent.from(Base64.getEncoder().encodeToString(image.bytes()), image.mediaType());
    }

    private static Seen seen(JsonNode answer) throws Unfit {
        return new Seen(Line.of(answer, "description", MAX_DESCRIPTION), Line.of(answer, "alt_text", MAX_ALT_TEXT));
    }
}
