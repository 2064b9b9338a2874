package dev.handoff.edge.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.handoff.Settings;
import dev.handoff.kit.provider.voice.FakeVoice;
import dev.handoff.kit.provider.voice.VoiceConfig;
import dev.handoff.kit.provider.voice.VoiceEngine;
import dev.handoff.kit.provider.voice.VoiceEngines;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class VoiceCheckTest {

    private final VoiceEngine openai = new FakeVoice("openai", "set OPENAI_API_KEY");
    private final VoiceEngine google = new FakeVoice("google", "set GOOGLE_SPEECH_LOCATION");
    private final VoiceEngine espeak = new FakeVoice("espeak-ng");
    private final VoiceEngine noEspeak = new FakeVoice("espeak-ng", "install it");

    @Test
    void whoWouldSpeakIsNamed() {
        assertThat(examined("auto", espeak)).isEqualTo(new Finding("voice", Finding.State.OK, "espeak-ng is ready"));
    }

    @Test
    void nobodyIsNoFaultUnlessSomebodyWasNamed() {
        assertThat(examined("auto", noEspeak).state()).isEqualTo(Finding.State.UNUSED);
        assertThat(examined("auto", noEspeak).text())
                .startsWith("no voice engine is ready; for espeak-ng, install it;")
                .endsWith("only tasks with text to speak need one");
        assertThat(examined("google", espeak))
                .isEqualTo(
                        new Finding("voice", Finding.State.PROBLEM, "google is not ready: set GOOGLE_SPEECH_LOCATION"));
    }

    private Finding examined(String choice, VoiceEngine local) {
        var config = Settings.of(VoiceConfig.class, Map.of("HANDOFF_VOICE", choice));
        var voices = ProviderCheck.of(config, new VoiceEngines(config, List.of(openai, google, local)));
        return Finding.of("voice", voices::finding);
    }
}
