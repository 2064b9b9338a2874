package dev.handoff.domain.speaking;

import com.fasterxml.jackson.databind.JsonNode;
import dev.handoff.kit.provider.Chosen;
import dev.handoff.kit.provider.model.Interview;
import dev.handoff.kit.provider.model.Interview.Unfit;
import dev.handoff.kit.provider.model.LanguageModels;
import dev.handoff.kit.provider.model.Line;
import dev.handoff.kit.provider.model.PromptFile;
import dev.handoff.task.TaskRun;
import dev.langchain4j.data.message.ChatMessage;
import jakarta.inject.Singleton;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Has a language model judge what was said, if one is set up. */
@Singleton
class Judge {

    /** Characters of what the speaker is told. */
    private static final int MOST = 500;

    private final SpeakingConfig config;
    private final LanguageModels models;
    private final Interview interview;

    Judge(SpeakingConfig config, LanguageModels models, Interview interview) {
        this.config = config;
        this.models = models;
        this.interview = interview;
    }

    /**
     * What the model says.
     *
     * @param score from 0 to 1
     * @param feedback to the speaker, one line
     * @param model that says so
     */
    record Judgement(double score, String feedback, String model) {}

    private record Opinion(double score, String feedback) {}

    boolean isOn() {
        return config.judge() && models.choose() instanceof Chosen.One;
    }

    /**
     * Asks within steps.
     *
     * @throws dev.handoff.task.TaskFailure permanent, if the model's answers don't fit
     */
    Judgement judge(Resource resource, String said, TaskRun run) throws Exception {
        var answered = interview.ask(() -> conversation(resource, said), Judge::opinion, run);
        var opinion = answered.answer();
        return new Judgement(opinion.score(), opinion.feedback(), answered.model());
    }

    private static List<ChatMessage> conversation(Resource resource, String said) {
        var material = new LinkedHashMap<String, Object>();
        material.put("kind", resource.kind().name().toLowerCase(Locale.ROOT));
        material.put("resource", resource.content());
        material.put("said", said);
        var language = Optional.ofNullable(resource.language()).orElse("the language of resource");
        return List.of(
                new PromptFile("speak-evaluation").instructions(Map.of("most", MOST, "language", language)),
                PromptFile.material(material));
    }

    private static Opinion opinion(JsonNode answer) throws Unfit {
        var score = answer.path("score");
        if (!score.isNumber() || score.doubleValue() < 0 || score.doubleValue() > 1) {
            throw new Unfit("score is no number from 0 to 1");
        }
        return new Opinion(score.doubleValue(), Line.of(answer, "feedback", MOST));
    }
}
