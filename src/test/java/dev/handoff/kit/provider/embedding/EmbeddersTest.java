package dev.handoff.kit.provider.embedding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.handoff.Settings;
import dev.handoff.task.Invalid;
import dev.handoff.task.TaskFailure;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class EmbeddersTest {

    private final Embedder minilm = new FakeEmbedder("minilm");
    private final Embedder openai = new FakeEmbedder("openai");
    private final Embedder noOpenai = new FakeEmbedder("openai", "set OPENAI_API_KEY");

    @Test
    void theModelOfThisMachineIsTheDefault() throws Exception {
        assertThat(embedders(Map.of(), openai, minilm).choose().orFail()).isEqualTo(minilm);
    }

    @Test
    void theSettingChooses() throws Exception {
        var embedders = embedders(Map.of("HANDOFF_EMBEDDING", "openai"), openai, minilm);

        assertThat(embedders.choose().orFail()).isEqualTo(openai);
    }

    @Test
    void aTaskMayChooseAnotherOne() throws Exception {
        var embedders = embedders(Map.of(), openai, minilm);

        assertThat(embedders.choose(Optional.of("openai")).orFail()).isEqualTo(openai);
    }

    @Test
    void nobodyStandsInForOneThatIsNotReady() {
        var embedders = embedders(Map.of("HANDOFF_EMBEDDING", "openai"), noOpenai, minilm);

        assertThatExceptionOfType(Invalid.class)
                .isThrownBy(() -> embedders.choose().orRefuse())
                .withMessage("openai is not ready: set OPENAI_API_KEY");
        assertThatExceptionOfType(TaskFailure.class)
                .isThrownBy(() -> embedders.choose().orFail())
                .withMessage("openai is not ready: set OPENAI_API_KEY")
                .matches(TaskFailure::isPermanent);
    }

    @Test
    void anUnknownNameIsRefusedWithTheKnownOnes() {
        var embedders = embedders(Map.of(), openai, minilm);

        assertThatExceptionOfType(Invalid.class)
                .isThrownBy(() -> embedders.choose(Optional.of("word2vec")).orRefuse("/provider_id"))
                .withMessage("/provider_id: there is no embedding provider word2vec; there are minilm, openai");
    }

    private static Embedders embedders(Map<String, String> settings, Embedder... embedders) {
        return new Embedders(Settings.of(EmbeddingConfig.class, settings), List.of(embedders));
    }
}
