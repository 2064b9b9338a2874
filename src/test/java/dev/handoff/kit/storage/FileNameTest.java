package dev.handoff.kit.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.handoff.kit.storage.FileName.CloudObject;
import dev.handoff.kit.storage.FileName.LocalFile;
import dev.handoff.task.Invalid;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.CharRange;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullAndEmptySource;
import org.junit.jupiter.params.provider.ValueSource;

class FileNameTest {

    @ParameterizedTest
    @NullAndEmptySource
    @ValueSource(
            strings = {
                " ",
                "..",
                ".",
                "../../etc/passwd",
                "talks/../../etc/passwd",
                "talks/./monday.wav",
                "talks//monday.wav",
                "talks/",
                "/etc/passwd",
                "//server/share",
                "..\\..\\boot.ini",
                "C:\\boot.ini",
                "C:/boot.ini",
                "..%5cpasswd",
                "a/%2E./b.wav",
                "%2e%2e/passwd",
                "..%2fpasswd",
                "%252e%252e%252fpasswd",
                "monday.wav\0.png",
                "monday\n.wav",
                "monday\u007f.wav",
                "monday\u202evaw.exe",
                "monday\u2066.wav",
                "monday\ufeff.wav",
                "monday\u2028.wav",
                "monday\ud800.wav",
                "monday\ue000.wav",
                "http://169.254.169.254/latest/meta-data",
                "https://example.org/a.wav",
                "HTTP://example.org/a.wav",
                "file:/etc/passwd",
                "file:///etc/passwd",
                "gopher://localhost:70/",
                "concat:a.wav|b.wav",
                "subfile,,start,0,end,9,,:/etc/passwd",
                "data:audio/wav;base64,AAAA",
                "pipe:0",
                "PIPE:0",
                "file:monday.wav",
                "C:/talks/monday.wav",
                "gs://bucket/a\0b.wav",
                "gs://bucket/a/./b.wav",
                "gs://bucket/a\\..\\b.wav",
                "gs://bucket/ ",
                "GS://bucket/monday.wav",
                "gs:/bucket/monday.wav",
                "gs://",
                "gs://bucket",
                "gs://bucket/",
                "gs:///monday.wav",
                "gs://bucket/../other/monday.wav",
                "gs://../monday.wav",
                "gs://Bucket/monday.wav",
                "gs://user@bucket/monday.wav",
                "gs://bucket:443/monday.wav",
                "gs://bucket/%2e%2e/b.wav"
            })
    void refusesWhatIsNoNameOfAFile(String name) {
        assertThatExceptionOfType(Invalid.class)
                .isThrownBy(() -> FileName.parse(name))
                .satisfies(refusal -> assertThat(refusal.violations())
                        .singleElement()
                        .satisfies(violation -> assertThat(violation.field()).isEqualTo("/filename")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "audio.wav",
                "talks/2026/monday.wav",
                "..monday.wav",
                "50% off.wav",
                "Gespräch über Bücher.m4a",
                "インタビュー.mp3",
                "10:30 interview.wav",
                "12:30/talk.wav",
                "Re: meeting.wav",
                "C: drive.wav",
                "a:b.wav",
                "Data: final.wav",
                "50%descuento.wav",
                "a%20b.wav",
                "100%.wav",
                "%.wav",
                "می\u200cخواهم.wav",
                "👨\u200d👩\u200d👧.wav",
                "\u200eWhatsApp Audio.wav",
                "🏴\uDB40\uDC67\uDB40\uDC62\uDB40\uDC7F.wav",
                "so\u00adft.wav",
                "new\ud83e\udfff.wav",
                "a%2eb/..c.wav",
                "...wav",
                "-rf.wav"
            })
    void readsPathsBelowTheFolder(String name) {
        assertThat(FileName.parse(name)).isEqualTo(new LocalFile(name));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a/file.wav",
                "a//b.wav",
                "/a.wav",
                "a/",
                "a\\b.wav",
                "50%descuento.mp3",
                "%2e%2e.wav",
                "a%00b%20c.wav",
                "C:/drive.wav",
                "http://example.org/a.wav",
                "a\u200d\u202e\ue000\ufeff.wav"
            })
    void readsObjectsInBuckets(String object) {
        assertThat(FileName.parse("gs://bucket/" + object)).isEqualTo(new CloudObject("bucket", object));
    }

    @Test
    void refusesNamesThatAreTooLong() {
        assertThatExceptionOfType(Invalid.class)
                .isThrownBy(() -> FileName.parse("a/".repeat(600) + "b"))
                .withMessageContaining("1201");
        assertThatExceptionOfType(Invalid.class)
                .isThrownBy(() -> FileName.parse("ü".repeat(128)))
                .withMessageContaining("255");
        assertThatExceptionOfType(Invalid.class)
                .isThrownBy(() -> FileName.parse("gs://bucket/" + "ü".repeat(513)))
                .withMessageContaining("1024 bytes");
        assertThat(FileName.parse("gs://" + "b".repeat(222) + "/" + "x".repeat(1024)))
                .asString()
                .hasSizeLessThanOrEqualTo(FileName.MAX_LENGTH);
    }

    @Property
    void neverLeadsOutOfTheFolder(
            @ForAll @StringLength(max = 40) @CharRange(from = '\0', to = '\u00ff') @CharRange(from = '.', to = '/')
                    String name) {
        var folder = Path.of("/srv/storage");
        try {
            if (FileName.parse(name) instanceof LocalFile file) {
                assertThat(folder.resolve(file.path()).normalize())
                        .startsWithRaw(folder)
                        .isNotEqualTo(folder);
            }
        } catch (Invalid refused) {
            assertThat(refused.violations()).isNotEmpty();
        } catch (InvalidPathException unwritable) {
            // In a locale that lacks its characters it leads nowhere at all.
            assertThat(unwritable.getInput()).isEqualTo(name);
        }
    }
}
