package dev.handoff.kit.provider.model;

import dev.handoff.kit.storage.GoogleLogin;
import java.io.IOException;
import java.util.List;

/** All models there are, on a machine where nobody is logged in to Google. */
public final class TestModels {

    private TestModels() {}

    public static LanguageModels of(ModelConfig config) {
        var login = new GoogleLogin(() -> {
            throw new IOException("nobody is logged in");
        });
        return new LanguageModels(
                config, List.of(new OllamaModel(config), new OpenAiModel(config), new VertexModel(config, login)));
    }
}
