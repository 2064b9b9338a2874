package dev.handoff.edge.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.handoff.Settings;
import dev.handoff.kit.provider.model.ModelConfig;
import dev.handoff.kit.provider.model.TestModels;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LanguageModelCheckTest {

    @Test
    void whoWouldAnswerIsNamed() {
        assertThat(examined(Map.of("OLLAMA_BASE_URL", "http://localhost:11434")))
                .isEqualTo(new Finding("model", Finding.State.OK, "ollama is set up, model gemma3"));
    }

    @Test
    void nobodyIsNoFaultUnlessSomebodyWasNamed() {
        assertThat(examined(Map.of()).state()).isEqualTo(Finding.State.UNUSED);
        assertThat(examined(Map.of()).text())
                .startsWith("no language model is ready;")
                .endsWith("only ai-note and vision-description need one");
        assertThat(examined(Map.of("HANDOFF_MODEL", "ollama")).ok()).isFalse();
    }

    private static Finding examined(Map<String, String> settings) {
        var all = new HashMap<>(Map.of(
                "OPENAI_BASE_URL", "", "OPENAI_API_KEY", "", "OLLAMA_BASE_URL", "", "GOOGLE_MODEL_LOCATION", ""));
        all.putAll(settings);
        var config = Settings.of(ModelConfig.class, all);
        var check = ProviderCheck.of(config, TestModels.of(config));
        return Finding.of("model", check::finding);
    }
}
