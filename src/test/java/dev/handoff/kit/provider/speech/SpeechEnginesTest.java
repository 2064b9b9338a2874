package dev.handoff.kit.provider.speech;

import static org.assertj.core.api.Assertions.assertThat;

import dev.handoff.Settings;
import dev.handoff.kit.provider.speech.SpeechEngines.Answer;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SpeechEnginesTest {

    private final SpeechEngine moonshine = new FakeEngine("moonshine");
    private final SpeechEngine openai = new FakeEngine("openai");
    private final SpeechEngine google = new FakeEngine("google");
    private final SpeechEngine noMoonshine = new FakeEngine("moonshine", "run ./handoff models pull");
    private final SpeechEngine noOpenai = new FakeEngine("openai", "set OPENAI_API_KEY");
    private final SpeechEngine noGoogle = new FakeEngine("google", "set GOOGLE_CLOUD_PROJECT");

    @Test
    void autoPrefersServicesThatAreSetUp() {
        assertThat(choose("auto", moonshine, google, openai)).isEqualTo(new Answer.Use(openai));
        assertThat(choose("auto", moonshine, google, noOpenai)).isEqualTo(new Answer.Use(google));
        assertThat(choose("auto", moonshine, noGoogle, noOpenai)).isEqualTo(new Answer.Use(moonshine));
    }

    @Test
    void anExplicitChoiceIsNeverOverruled() {
        assertThat(choose("moonshine", moonshine, google, openai)).isEqualTo(new Answer.Use(moonshine));
        assertThat(choose("google", moonshine, noGoogle, openai))
                .isEqualTo(new Answer.None("", "google is not ready: set GOOGLE_CLOUD_PROJECT"));
    }

    @Test
    void listsAllWaysWhenNoneIsSetUp() {
        assertThat(((Answer.None) choose("auto", noMoonshine, noGoogle, noOpenai)).reason())
                .contains("for moonshine, run ./handoff models pull")
                .contains("for openai, set OPENAI_API_KEY")
                .contains("for google, set GOOGLE_CLOUD_PROJECT");
    }

    @Test
    void namesTheEnginesThatKnowTheLanguage() {
        var none = (Answer.None) engines("auto", moonshine, noGoogle, noOpenai).choose("fi");

        assertThat(none.field()).isEqualTo("/language");
        assertThat(none.reason()).isEqualTo("moonshine does not understand fi, set HANDOFF_SPEECH to google or openai");
    }

    private static Answer choose(String choice, SpeechEngine... engines) {
        return engines(choice, engines).choose(null);
    }

    private static SpeechEngines engines(String choice, SpeechEngine... engines) {
        var config = Settings.of(SpeechConfig.class, Map.of("handoff.speech.engine", choice));
        return new SpeechEngines(config, List.of(engines));
    }
}
