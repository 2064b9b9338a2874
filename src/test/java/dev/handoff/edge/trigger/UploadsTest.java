package dev.handoff.edge.trigger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.handoff.Settings;
import dev.handoff.domain.transcribe.TranscribeInput;
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
        var uploads = new Uploads(Settings.of(TriggerConfig.class), storage("output"), json);

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

    @ParameterizedTest
    @CsvSource({
        "note.3gp,      audio/3gpp",
        "book.m4b,      audio/mp4",
        "WhatsApp.mpeg, audio/mpeg",
        "clip.m4v,      video/mp4",
        "a.mpga,        audio/mpeg",
        "a.AIFC,        audio/aiff",
        "a.wav,         application/octet-stream",
        "a.opus,        ''",
        "recording,     audio/mpeg",
        "a.2026-11-30,  Audio/WebM; codecs=opus",
        "voice.dat,     video/quicktime",
        "x.bin,         application/ogg"
    })
    void recordingsAreToldByTheirEndingOrTheirType(String name, String type) throws Exception {
        assertThat(read(name, type)).isInstanceOf(Ask.Run.class);
    }

    @ParameterizedTest
    @CsvSource({
        "notes.txt, text/plain,               'and its content type is text/plain, not a recording''s'",
        "image.jpg, image/jpeg,               image/jpeg",
        "data,      application/octet-stream, application/octet-stream",
        "list.m3u8, audio/x-mpegurl,          audio/x-mpegurl",
        "tune.mid,  audio/midi,               audio/midi",
        "folder/,   audio/mpeg,               audio/mpeg",
        "notes,     '',                       and its content type is not given"
    })
    void othersAreLeftAloneWithTheReason(String name, String type, String reason) throws Exception {
        assertThat(read(name, type)).isInstanceOfSatisfying(Ask.Nothing.class, nothing -> assertThat(nothing.reason())
                .startsWith("gs://talks/" + name + " has no extension of a recording, ")
                .contains(reason));
    }

    @ParameterizedTest
    @CsvSource({
        "'{\"language\": \"pt-BR\", \"user-id\": \"ann\"}', pt-BR, ann",
        "'{\"user_id\": \"ann\"}',                          ,      ann",
        "'{\"language\": \"klingon!\"}',                    klingon!, ",
        "'{\"colour\": \"red\"}',                           ,      "
    })
    void metadataOfTheObjectTellLanguageAndUser(String metadata, String language, String user) throws Exception {
        var object = "{\"bucket\": \"talks\", \"name\": \"a.wav\", \"metadata\": " + metadata + "}";

        assertThat(uploads("gs://talks", "output").read(json.readTree(object)))
                .isInstanceOfSatisfying(Ask.Run.class, run -> {
                    assertThat(json.convertValue(run.input(), TranscribeInput.class))
                            .isEqualTo(new TranscribeInput("gs://talks/a.wav", user, language));
                });
    }

    private Ask read(String name, String type) {
        var object = json.createObjectNode().put("bucket", "talks").put("name", name);
        return uploads("gs://talks", "output").read(type.isEmpty() ? object : object.put("contentType", type));
    }

    private Uploads uploads(String input, String output) {
        return new Uploads(Settings.of(TriggerConfig.class, Map.of("HANDOFF_INPUT", input)), storage(output), json);
    }

    private static Storage storage(String output) {
        var config = Settings.of(StorageConfig.class, Map.of("HANDOFF_OUTPUT", output, "HANDOFF_BUCKETS", "talks"));
        return new Storage(config, new CloudStorage(new GoogleLogin(), Optional.empty()));
    }
}
