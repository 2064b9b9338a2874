package dev.handoff.kit.provider.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.handoff.Settings;
import dev.handoff.task.Invalid;
import dev.handoff.task.TaskFailure;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LanguageModelsTest {

    private static final Map<String, String> NOTHING = Map.of(
            "OPENAI_BASE_URL", "",
            "OPENAI_API_KEY", "",
            "OLLAMA_BASE_URL", "",
            "GOOGLE_CLOUD_PROJECT", "",
            "GOOGLE_MODEL_LOCATION", "");
    private static final Map<String, String> ALL = Map.of(
            "OPENAI_API_KEY", "sk-x",
            "OLLAMA_BASE_URL", "http://localhost:11434",
            "GOOGLE_CLOUD_PROJECT", "p",
            "GOOGLE_MODEL_LOCATION", "global");

    @Test
    void autoTakesTheFirstThatIsSetUp() throws Exception {
        assertThat(models(ALL).choose().orFail().name()).isEqualTo("openai");
        assertThat(models(Map.of("OLLAMA_BASE_URL", "http://localhost:11434"))
                        .choose()
                        .orFail()
                        .name())
                .isEqualTo("ollama");
        assertThat(models(Map.of("GOOGLE_CLOUD_PROJECT", "p", "GOOGLE_MODEL_LOCATION", "global"))
                        .choose()
                        .orFail()
                        .name())
                .isEqualTo("vertex");
    }

    @Test
    void anExplicitChoiceIsNeverOverruled() throws Exception {
        var wanted = new HashMap<>(ALL);
        wanted.put("HANDOFF_MODEL", "ollama");
        assertThat(models(wanted).choose().orFail().name()).isEqualTo("ollama");

        assertThatExceptionOfType(TaskFailure.class)
                .isThrownBy(() -> models(Map.of("HANDOFF_MODEL", "ollama", "OPENAI_API_KEY", "sk-x"))
                        .choose()
                        .orFail())
                .withMessage("ollama is not ready: set OLLAMA_BASE_URL, such as http://localhost:11434")
                .satisfies(failure -> assertThat(failure.isPermanent()).isTrue());
    }

    @Test
    void submissionIsRefusedWithAllWaysOutWhenNobodyWouldAnswer() {
        assertThatExceptionOfType(Invalid.class)
                .isThrownBy(() -> models(Map.of()).choose().orRefuse())
                .withMessage("no language model is ready; for ollama, set OLLAMA_BASE_URL, such as"
                        + " http://localhost:11434; for openai, set OPENAI_API_KEY, or OPENAI_BASE_URL to a server of"
                        + " your own; for vertex, set GOOGLE_CLOUD_PROJECT and GOOGLE_MODEL_LOCATION, such as global");
        models(ALL).choose().orRefuse();
    }

    private static LanguageModels models(Map<String, String> settings) {
        var all = new HashMap<>(NOTHING);
        all.putAll(settings);
        return TestModels.of(Settings.of(ModelConfig.class, all));
    }
}
