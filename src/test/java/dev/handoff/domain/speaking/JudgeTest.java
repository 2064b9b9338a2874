package dev.handoff.domain.speaking;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.handoff.LocalServer;
import dev.handoff.LocalServer.Answer;
import dev.handoff.Settings;
import dev.handoff.domain.speaking.Judge.Judgement;
import dev.handoff.kit.provider.model.Answers;
import dev.handoff.kit.provider.model.Interview;
import dev.handoff.kit.provider.model.ModelConfig;
import dev.handoff.kit.provider.model.TestModels;
import dev.handoff.task.TaskFailure;
import dev.handoff.task.TestRun;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class JudgeTest {

    private static final Resource PROMPT = new Resource("r", ResourceKind.PROMPT, "Who are you?\"}]", "de");
    private static final String GOOD = "{\"score\": 0.75, \"feedback\": \"Klar gesagt.\"}";

    private final Deque<Answer> answers = new ArrayDeque<>();
    private final LocalServer server = new LocalServer(_ -> answers.pop());
    private final Map<String, String> settings = new HashMap<>(Map.of("OPENAI_BASE_URL", server.address()));

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void modelGivesAScoreAndALineForTheSpeaker() throws Exception {
        assertThat(judge(Answers.says(GOOD))).isEqualTo(new Judgement(0.75, "Klar gesagt.", "gpt-4.1-mini"));

        var asked = new ObjectMapper().readTree(server.requests.getLast().body());
        assertThat(asked.at("/messages/0/content").asText())
                .contains("Write feedback in this language: de.", "at most 500 characters")
                .doesNotContain("Who are you", "{{");
        assertThat(new ObjectMapper().readTree(asked.at("/messages/1/content").asText()))
                .isEqualTo(new ObjectMapper()
                        .valueToTree(Map.of("kind", "prompt", "resource", PROMPT.content(), "said", "I am Ann")));
    }

    @Test
    void answerThatDoesNotFitIsAskedForOnceMore() throws Exception {
        assertThat(judge(Answers.says("{\"score\": 75, \"feedback\": \"x\"}"), Answers.says(GOOD))
                        .score())
                .isEqualTo(0.75);

        assertThatExceptionOfType(TaskFailure.class)
                .isThrownBy(() -> judge(
                        Answers.says("{\"score\": \"good\", \"feedback\": \"x\"}"),
                        Answers.says("{\"score\": 1, \"feedback\": \"a\\nb\"}")))
                .withMessageContaining("line break");
    }

    @Test
    void judgeIsOnWhereAModelIsSetUpAndWanted() {
        assertThat(judge().isOn()).isTrue();
        settings.put("handoff.speaking.judge", "false");
        assertThat(judge().isOn()).isFalse();
        settings.clear();
        assertThat(judge().isOn()).isFalse();
    }

    private Judgement judge(Answer... given) throws Exception {
        answers.addAll(List.of(given));
        return judge().judge(PROMPT, "I am Ann", new TestRun());
    }

    private Judge judge() {
        var config = Settings.of(ModelConfig.class, settings);
        var models = TestModels.of(config);
        return new Judge(Settings.of(SpeakingConfig.class, settings), models, new Interview(config, models));
    }
}
