package dev.handoff.kit.provider;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.handoff.task.TaskFailure;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class OpenAiServerTest {

    @Test
    void isOpenAisOwnUnlessAnAddressIsGiven() throws Exception {
        var request = new OpenAiServer(Optional.empty(), Optional.of("sk-key")).request("/audio/speech");

        assertThat(request.build().uri()).hasToString("https://api.openai.com/v1/audio/speech");
    }

    @Test
    void doesNotQuoteAKeyThatFitsNoHeader() {
        var server = new OpenAiServer(Optional.empty(), Optional.of("sk-secret\n"));

        assertThatExceptionOfType(TaskFailure.class)
                .isThrownBy(() -> server.request("/audio/speech"))
                .withMessageStartingWith("OPENAI_API_KEY")
                .withMessageNotContaining("secret")
                .withNoCause();
    }

    @Test
    void doesNotQuoteAnAddressThatMayHoldAPassword() {
        var server = new OpenAiServer(Optional.of("me:secret@localhost"), Optional.empty());

        assertThatExceptionOfType(TaskFailure.class)
                .isThrownBy(() -> server.request("/audio/speech"))
                .withMessageStartingWith("OPENAI_BASE_URL")
                .withMessageNotContaining("secret")
                .withNoCause();
    }
}
