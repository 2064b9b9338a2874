package dev.handoff.kit.provider.speech;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.handoff.Settings;
import dev.handoff.task.Invalid;
import dev.handoff.task.TaskFailure;
import dev.handoff.task.Violation;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SpeechEnginesTest {

    private final SpeechEngine moonshine = new FakeEngine("moonshine");
    private final SpeechEngine openai = new FakeEngine("openai");
    private final SpeechEngine google = new FakeEngine("google");
    private final SpeechEngine noMoonshine = new FakeEngine("moonshine", "run ./handoff models pull");
    private final SpeechEngine noOpenai = new FakeEngine("openai", "set OPENAI_API_KEY");
    private final SpeechEngine noGoogle = new FakeEngine("google", "set GOOGLE_CLOUD_PROJECT");

    @Test
    void autoPrefersServicesThatAreSetUp() throws Exception {
        assertThat(choose("auto", moonshine, google, openai)).isEqualTo(openai);
        assertThat(choose("auto", moonshine, google, noOpenai)).isEqualTo(google);
        assertThat(choose("auto", moonshine, noGoogle, noOpenai)).isEqualTo(moonshine);
    }

    @Test
    void anExplicitChoiceIsNeverOverruled() throws Exception {
        assertThat(choose("moonshine", moonshine, google, openai)).isEqualTo(moonshine);
        assertThatExceptionOfType(TaskFailure.class)
                .isThrownBy(() -> choose("google", moonshine, noGoogle, openai))
                .withMessage("google is not ready: set GOOGLE_CLOUD_PROJECT")
                .matches(TaskFailure::isPermanent);
    }

    @Test
    void listsAllWaysWhenNoneIsSetUp() {
        assertThatExceptionOfType(Invalid.class)
                .isThrownBy(
                        () -> engines("auto", noMoonshine, noGoogle, noOpenai).check(Optional.empty()))
                .withMessageContaining("for moonshine, run ./handoff models pull")
                .withMessageContaining("for openai, set OPENAI_API_KEY")
                .withMessageContaining("for google, set GOOGLE_CLOUD_PROJECT")
                .satisfies(invalid ->
                        assertThat(invalid.violations().getFirst().field()).isEmpty());
    }

    @Test
    void namesTheEnginesThatKnowTheLanguage() {
        var engines = engines("auto", moonshine, noGoogle, noOpenai);
        var reason = "moonshine does not understand fi, set HANDOFF_SPEECH to google or openai";

        assertThatExceptionOfType(Invalid.class)
                .isThrownBy(() -> engines.check(Optional.of("fi")))
                .withMessage(reason)
                .satisfies(invalid ->
                        assertThat(invalid.violations()).containsExactly(new Violation("/language", reason)));
        assertThatExceptionOfType(TaskFailure.class)
                .isThrownBy(() -> engines.engine(Optional.of("fi")))
                .withMessage(reason)
                .matches(TaskFailure::isPermanent);
    }

    private static SpeechEngine choose(String choice, SpeechEngine... engines) throws TaskFailure {
        return engines(choice, engines).engine(Optional.empty());
    }

    private static SpeechEngines engines(String choice, SpeechEngine... engines) {
        var config = Settings.of(SpeechConfig.class, Map.of("handoff.speech.engine", choice));
        return new SpeechEngines(config, List.of(engines));
    }
}
