package dev.handoff.kit.provider.voice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.handoff.Settings;
import dev.handoff.task.Invalid;
import dev.handoff.task.TaskFailure;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class VoiceEnginesTest {

    private final VoiceEngine openai = new FakeVoice("openai");
    private final VoiceEngine google = new FakeVoice("google");
    private final VoiceEngine espeak = new FakeVoice("espeak-ng");
    private final VoiceEngine noOpenai = new FakeVoice("openai", "set OPENAI_API_KEY");
    private final VoiceEngine noGoogle = new FakeVoice("google", "set GOOGLE_SPEECH_LOCATION");
    private final VoiceEngine noEspeak = new FakeVoice("espeak-ng", "install it");

    @Test
    void autoPrefersServicesThatAreSetUp() throws Exception {
        assertThat(engines("auto", espeak, google, openai).choose().orFail()).isEqualTo(openai);
        assertThat(engines("auto", espeak, google, noOpenai).choose().orFail()).isEqualTo(google);
        assertThat(engines("auto", espeak, noGoogle, noOpenai).choose().orFail())
                .isEqualTo(espeak);
    }

    @Test
    void anExplicitChoiceIsNeverOverruled() throws Exception {
        assertThat(engines("espeak-ng", espeak, google, openai).choose().orFail())
                .isEqualTo(espeak);
        assertThatExceptionOfType(TaskFailure.class)
                .isThrownBy(() ->
                        engines("google", espeak, noGoogle, openai).choose().orFail())
                .withMessage("google is not ready: set GOOGLE_SPEECH_LOCATION")
                .satisfies(failure -> assertThat(failure.isPermanent()).isTrue());
    }

    @Test
    void submissionIsRefusedWithAllWaysOutWhenNobodyWouldSpeak() {
        assertThatExceptionOfType(Invalid.class)
                .isThrownBy(() ->
                        engines("auto", noEspeak, noGoogle, noOpenai).choose().orRefuse())
                .withMessage("no voice engine is ready; for espeak-ng, install it; for google, set"
                        + " GOOGLE_SPEECH_LOCATION; for openai, set OPENAI_API_KEY");
    }

    @Test
    void submissionPassesWhenSomebodyWouldSpeak() {
        engines("auto", espeak, noGoogle, noOpenai).choose().orRefuse();
    }

    private static VoiceEngines engines(String choice, VoiceEngine... engines) {
        var config = Settings.of(VoiceConfig.class, Map.of("HANDOFF_VOICE", choice));
        return new VoiceEngines(config, List.of(engines));
    }
}
