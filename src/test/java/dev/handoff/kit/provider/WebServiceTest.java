package dev.handoff.kit.provider;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.handoff.LocalServer;
import dev.handoff.LocalServer.Answer;
import dev.handoff.RawServer;
import dev.handoff.task.TaskFailure;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WebServiceTest {

    private static final String TEN_BYTES_OF_TWENTY = "HTTP/1.1 200 OK\r\nContent-Length: 20\r\n\r\n0123456789";

    @TempDir
    Path folder;

    private Answer answer = new Answer(200, Map.of(), "sound".getBytes());
    private final LocalServer server = new LocalServer(_ -> answer);

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void savesAnAnswerInPlaceOfALongerOne() throws Exception {
        answer = new Answer(200, Map.of(), "a longer sound".getBytes());
        save(server.address(), Duration.ofMinutes(1));
        answer = new Answer(200, Map.of(), "sound".getBytes());

        save(server.address(), Duration.ofMinutes(1));

        assertThat(target()).hasContent("sound");
    }

    @Test
    void savesNoMoreThanItMay() {
        answer = new Answer(200, Map.of(), new byte[1001]);

        assertThatExceptionOfType(IOException.class)
                .isThrownBy(() -> save(server.address(), Duration.ofMinutes(1)))
                .withMessageEndingWith("body exceeds capacity: 1000");
    }

    @Test
    void noticesThatAnAnswerBreaksOff() throws Exception {
        try (var raw = RawServer.thatHangsUp(TEN_BYTES_OF_TWENTY)) {
            assertThatExceptionOfType(IOException.class)
                    .isThrownBy(() -> save(raw.address(), Duration.ofMinutes(1)))
                    .withMessageContaining("no whole answer from the choir");
        }
    }

    @Test
    void doesNotWaitForTheRestOfAnAnswerForEver() throws Exception {
        try (var raw = RawServer.thatFallsSilent(TEN_BYTES_OF_TWENTY)) {
            assertThatExceptionOfType(IOException.class)
                    .isThrownBy(() -> save(raw.address(), Duration.ofSeconds(1)))
                    .withMessage("the choir took longer than 1 s");
        }
    }

    @Test
    void stopsWaitingWhenInterrupted() throws Exception {
        var thrown = new AtomicReference<Throwable>();
        try (var raw = RawServer.thatFallsSilent(TEN_BYTES_OF_TWENTY)) {
            var thread = Thread.ofVirtual().start(() -> {
                try {
                    save(raw.address(), Duration.ofMinutes(5));
                } catch (Throwable e) {
                    thrown.set(e);
                }
            });
            thread.interrupt();
            thread.join();
        }

        assertThat(thrown.get()).isInstanceOf(InterruptedException.class);
    }

    @Test
    void comesBackWhenABrokenServiceWantsItTo() {
        answer = new Answer(503, Map.of("Retry-After", "Thu, 01 Jan 2026 00:00:20 GMT"), "down".getBytes());

        assertThatExceptionOfType(TaskFailure.class)
                .isThrownBy(() -> save(server.address(), Duration.ofMinutes(1)))
                .withMessage("the choir answered 503: down")
                .satisfies(failure -> assertThat(failure.retryAfter()).contains(Duration.ofSeconds(20)));
    }

    @Test
    void quotesNoSecretOfAnAnswerThatIsNoJson() {
        answer = new Answer(200, Map.of(), "secret, indeed".getBytes());

        assertThatExceptionOfType(IOException.class)
                .isThrownBy(() -> new WebService("the choir", Duration.ofMinutes(1))
                        .ask(HttpRequest.newBuilder(URI.create(server.address())), "secret"))
                .withMessage("the choir answered with what is no JSON: ***, indeed")
                .withNoCause();
    }

    @Test
    void takesAMegabyteOfARefusalAtMost() {
        answer = new Answer(400, Map.of(), new byte[2 << 20]);

        assertThatExceptionOfType(IOException.class).isThrownBy(() -> save(server.address(), Duration.ofMinutes(1)));
    }

    private void save(String address, Duration patience) throws Exception {
        var newYear = Clock.fixed(Instant.parse("2026-01-01T00:00:00Z"), ZoneOffset.UTC);
        new WebService("the choir", patience, newYear)
                .save(HttpRequest.newBuilder(URI.create(address)), "secret", target(), 1000);
    }

    private Path target() {
        return folder.resolve("answer");
    }
}
