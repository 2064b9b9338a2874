package dev.handoff.domain.language;

import com.fasterxml.jackson.databind.JsonNode;
import dev.handoff.kit.provider.model.Interview;
import dev.handoff.kit.provider.model.Interview.Unfit;
import dev.handoff.kit.provider.model.LanguageModels;
import dev.handoff.kit.provider.model.Line;
import dev.handoff.kit.provider.model.PromptFile;
import dev.handoff.task.TaskHandler;
import dev.handoff.task.TaskRun;
import dev.handoff.task.TaskType;
import dev.langchain4j.data.message.ChatMessage;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Writes a community note about a message. */
@Singleton
public final class AiNote implements TaskHandler<AiNoteInput, Note> {

    public static final TaskType<AiNoteInput, Note> AI_NOTE = TaskType.of("ai-note", AiNoteInput.class, Note.class)
            .aliases("content:ai_note")
            .labels("content_monitoring", "generation")
            .description("Writes a community note about a message, by a language model.")
            .timeout(Duration.ofMinutes(5));

    /** The limit of a post on X, and of a community note there. */
    static final int MAX_CHARACTERS = 280;

    private final LanguageModels models;
    private final Interview interview;

    AiNote(LanguageModels models, Interview interview) {
        this.models = models;
        this.interview = interview;
    }

    private record Draft(String note, List<String> sources) {}

    @Override
    public TaskType<AiNoteInput, Note> type() {
        return AI_NOTE;
    }

    @Override
    public void check(AiNoteInput input) {
        models.choose().orRefuse();
    }

    @Override
    public Note handle(AiNoteInput input, TaskRun run) throws Exception {
        var answered = interview.ask(() -> conversation(input), answer -> draft(answer, input), run);
        var draft = answered.answer();
        return new Note(draft.note(), draft.sources(), answered.model(), answered.tokens());
    }

    private static List<ChatMessage> conversation(AiNoteInput input) {
        var material = new LinkedHashMap<String, Object>();
        material.put("content", input.content());
        material.put("claims", Objects.requireNonNullElse(input.claims(), List.of()));
        material.put("links", Objects.requireNonNullElse(input.links(), List.of()));
        material.put("ratings", Objects.requireNonNullElse(input.ratings(), Map.of()));
        var language = input.language() == null ? "the language of content" : input.language();
        var prompt = new PromptFile("ai-note");
        return List.of(
                prompt.instructions(Map.of("most", MAX_CHARACTERS, "language", language)),
                PromptFile.material(material));
    }

    private static Draft draft(JsonNode answer, AiNoteInput input) throws Unfit {
        var note = Line.of(answer, "note", MAX_CHARACTERS);
        var links = Objects.requireNonNullElse(input.links(), List.<String>of());
        NoteText.check(note, links);
        var given = answer.path("sources");
        if (!given.isArray() && !given.isMissingNode() && !given.isNull()) {
            throw new Unfit("sources is no list");
        }
        var sources = new ArrayList<String>();
        for (var source : given) {
            if (!source.isTextual() || !links.contains(source.textValue())) {
                throw new Unfit("sources holds what is not among the links");
            }
            sources.add(source.textValue());
        }
        return new Draft(note, sources);
    }
}
