package dev.handoff.edge.trigger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.handoff.Settings;
import dev.handoff.kit.storage.CloudStorage;
import dev.handoff.kit.storage.GoogleLogin;
import dev.handoff.kit.storage.Storage;
import dev.handoff.kit.storage.StorageConfig;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.runtime.configuration.ConfigurationException;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UploadsTest {

    private final ObjectMapper json = new ObjectMapper();

    @ParameterizedTest
    @CsvSource({
        "gs://talks,         gs://talks/output",
        "gs://talks/in/,     gs://talks/output",
        "'gs://talks/in,gs://talks/more', output"
    })
    void inputsMayLieBesideTheOutputsOrAroundThem(String input, String output) {
        assertThatCode(() -> uploads(input, output).check(new StartupEvent())).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @CsvSource({
        "gs://talks/output,    gs://talks/output, lies in HANDOFF_OUTPUT",
        "gs://talks/output/in, gs://talks/output, lies in HANDOFF_OUTPUT",
        "gs://elsewhere,       output,            bucket elsewhere is not allowed",
        "talks/in,             output,            must look like gs://bucket/folder",
        "gs://talks/../in,     output,            must not hold . or ..",
        "https://example.com,  output,            must not start with a scheme"
    })
    void otherInputsAreRefusedAtStart(String input, String output, String reason) {
        var uploads = uploads(input, output);

        assertThatExceptionOfType(ConfigurationException.class)
                .isThrownBy(() -> uploads.check(new StartupEvent()))
                .withMessageContaining("HANDOFF_INPUT")
                .withMessageContaining(reason);
    }

    @Test
    void uploadsAreRefusedWhileNobodyHasSaidWhichCount() {
        var uploads = new Uploads(() -> Optional.empty(), storage("output"), json);

        assertThatExceptionOfType(UnusableEvent.class)
                .isThrownBy(() -> uploads.read(json.readTree("{\"bucket\": \"talks\", \"name\": \"a.wav\"}")))
                .withMessageContaining("HANDOFF_INPUT");
    }

    @Test
    void folderIsNotAPrefixOfLetters() throws Exception {
        var uploads = uploads("gs://talks/new", "output");

        assertThat(uploads.read(json.readTree("{\"bucket\": \"talks\", \"name\": \"newer/a.wav\"}")))
                .isInstanceOf(Ask.Nothing.class);
        assertThat(uploads.read(json.readTree("{\"bucket\": \"talks\", \"name\": \"new/a.wav\"}")))
                .isInstanceOf(Ask.Run.class);
    }

    private Uploads uploads(String input, String output) {
        return new Uploads(Settings.of(TriggerConfig.class, Map.of("HANDOFF_INPUT", input)), storage(output), json);
    }

    private static Storage storage(String output) {
        var config = Settings.of(StorageConfig.class, Map.of("HANDOFF_OUTPUT", output, "HANDOFF_BUCKETS", "talks"));
        return new Storage(config, new CloudStorage(new GoogleLogin(), Optional.empty()));
    }
}
