package dev.handoff.kit.fetch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.handoff.LocalServer;
import dev.handoff.LocalServer.Answer;
import dev.handoff.RawServer;
import dev.handoff.Settings;
import dev.handoff.process.Certificate;
import dev.handoff.task.TaskFailure;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.net.PemTrustOptions;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ImagesTest {

    private static final byte[] PNG = Pictures.png(30, 20);

    private static Vertx vertx;

    private Answer answer = new Answer(200, Map.of("Content-Type", "text/html"), PNG);
    private final LocalServer server = new LocalServer(_ -> answer);
    private final Map<String, String> settings = new HashMap<>();
    private final List<String> resolved = new ArrayList<>();
    private final HttpClientOptions options = new HttpClientOptions();
    private Resolver resolver = host -> List.of(InetAddress.getLoopbackAddress());

    @BeforeAll
    static void open() {
        vertx = Vertx.vertx();
    }

    @AfterAll
    static void close() {
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void bringsAnImageWhateverTheServerCallsIt() throws Exception {
        var image = fetch(server.address() + "/a.jpg?w=1");

        assertThat(image.mediaType()).isEqualTo("image/png");
        assertThat(image.bytes()).isEqualTo(PNG);
        assertThat(image.width() + "x" + image.height()).isEqualTo("30x20");
        var request = server.requests.getLast();
        assertThat(request.method() + " " + request.path()).isEqualTo("GET /a.jpg?w=1");
        assertThat(request.headers()).containsOnlyKeys("Host", "User-agent", "Accept", "Connection");
    }

    @Test
    void asksTheAddressThatWasLookedAtInTheNameOfTheHost() throws Exception {
        var port = URI.create(server.address()).getPort();
        settings.put("HANDOFF_FETCH_TRUSTED", "pictures.test:" + port);

        fetch("http://pictures.test:" + port + "/a.png");

        assertThat(resolved).containsExactly("pictures.test");
        assertThat(server.requests.getLast().headers().get("Host")).containsExactly("pictures.test:" + port);
    }

    @Test
    void theCertificateMustBeTheHostsThoughTheAddressIsFixed(@TempDir Path folder) throws Exception {
        var certificate = new Certificate(folder);
        options.setTrustOptions(
                new PemTrustOptions().addCertPath(certificate.certificatePem().toString()));
        try (var secure = new LocalServer(_ -> answer, certificate.identity())) {
            var port = URI.create(secure.address()).getPort();
            settings.put("HANDOFF_FETCH_TRUSTED", "localhost:" + port + ",pictures.test:" + port);

            assertThat(fetch("https://localhost:" + port + "/a.png").bytes()).isEqualTo(PNG);
            assertThatExceptionOfType(IOException.class)
                    .isThrownBy(() -> fetch("https://pictures.test:" + port + "/a.png"))
                    .withMessageContaining("no whole answer from pictures.test");
            assertThat(secure.requests).hasSize(1);
        }
    }

    @Test
    void namesThatLeadInsideAreRefused() {
        for (var inside :
                List.of("127.0.0.1", "169.254.169.254", "10.0.0.1", "::1", "fd20:ce::254", "64:ff9b::a9fe:a9fe")) {
            resolver = _ -> List.of(InetAddress.ofLiteral("1.1.1.1"), InetAddress.ofLiteral(inside));

            assertThatExceptionOfType(TaskFailure.class)
                    .isThrownBy(() -> fetch("https://rebinding.test/a.png"))
                    .withMessage("rebinding.test leads to an address that is not public; HANDOFF_FETCH_TRUSTED allows"
                            + " servers of your own")
                    .satisfies(failure -> assertThat(failure.isPermanent()).isTrue());
        }
        assertThat(server.requests).isEmpty();
    }

    @Test
    void aNameIsAskedForOnceThoughItLeadsElsewhereAMomentLater() {
        resolver = _ -> List.of(InetAddress.ofLiteral(resolved.size() == 1 ? "192.0.2.1" : "1.1.1.1"));

        assertThatExceptionOfType(TaskFailure.class).isThrownBy(() -> fetch("https://rebinding.test/a.png"));

        assertThat(resolved).hasSize(1);
    }

    @Test
    void namesThatNobodyKnowsMayBeKnownLater() {
        resolver = host -> {
            throw new UnknownHostException(host);
        };

        assertThatExceptionOfType(IOException.class)
                .isThrownBy(() -> fetch("https://nowhere.test/a.png"))
                .withMessageContaining("nowhere.test is not known");
    }

    @Test
    void redirectsAreNotFollowed() {
        for (var status : List.of(301, 302, 303, 307, 308)) {
            answer = new Answer(status, Map.of("Location", server.address() + "/inside"), new byte[0]);

            assertThatExceptionOfType(TaskFailure.class)
                    .isThrownBy(() -> fetch(server.address() + "/a.png"))
                    .withMessage(
                            "localhost answered " + status + ", which leads elsewhere; submit the image's own address")
                    .satisfies(failure -> assertThat(failure.isPermanent()).isTrue());
        }
        assertThat(server.requests).extracting(LocalServer.Request::path).containsOnly("/a.png");
    }

    @Test
    void refusalsAreFinalAndFailuresAreNot() {
        answer = new Answer(404, Map.of(), new byte[0]);
        assertThatExceptionOfType(TaskFailure.class)
                .isThrownBy(() -> fetch(server.address() + "/a.png"))
                .withMessage("localhost answered 404");

        answer = new Answer(503, Map.of(), new byte[0]);
        assertThatExceptionOfType(IOException.class)
                .isThrownBy(() -> fetch(server.address() + "/a.png"))
                .withMessageContaining("localhost answered 503");
    }

    @Test
    void whatIsNoImageIsRefused() {
        answer = new Answer(200, Map.of("Content-Type", "image/png"), "<html>no</html>".getBytes());

        assertThatExceptionOfType(TaskFailure.class)
                .isThrownBy(() -> fetch(server.address() + "/a.png"))
                .withMessage("what localhost has there is no PNG, JPEG, WebP or GIF image");
    }

    @Test
    void anEndlessBodyEndsAtTheLimit() throws Exception {
        settings.put("handoff.fetch.max-size", "100K");
        try (var endless = new EndlessServer()) {
            assertThatExceptionOfType(TaskFailure.class)
                    .isThrownBy(() -> fetch(endless.address() + "/a.png"))
                    .withMessageContaining("has more than 102400 bytes; handoff.fetch.max-size raises the limit")
                    .satisfies(failure -> assertThat(failure.isPermanent()).isTrue());
            endless.awaitHangUp();
        }
    }

    @Test
    void aBodyThatIsAnnouncedAsTooLargeIsNotRead() throws Exception {
        try (var large = RawServer.thatFallsSilent("HTTP/1.1 200 OK\r\nContent-Length: 99999999999\r\n\r\n")) {
            assertThatExceptionOfType(TaskFailure.class)
                    .isThrownBy(() -> fetch(large.address() + "/a.png"))
                    .withMessageContaining("has more than 10485760 bytes");
        }
    }

    @Test
    void aTrickleEndsWithItsTime() throws Exception {
        settings.put("handoff.fetch.timeout", "1s");
        try (var silent = RawServer.thatFallsSilent("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nGIF")) {
            assertThatExceptionOfType(IOException.class)
                    .isThrownBy(() -> fetch(silent.address() + "/a.png"))
                    .withMessage("localhost took longer than 1 s");
        }
    }

    @Test
    void aBodyThatBreaksOffIsNoImage() throws Exception {
        try (var half = RawServer.thatHangsUp("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nGIF89a")) {
            assertThatExceptionOfType(IOException.class)
                    .isThrownBy(() -> fetch(half.address() + "/a.png"))
                    .withMessageContaining("no whole answer from localhost");
        }
    }

    @Test
    void bombsAreRefusedUnopened(@TempDir Path folder) throws Exception {
        var bomb = Pictures.png(1, 1);
        bomb[17] = (byte) 0xFF;
        bomb[21] = (byte) 0xFF;
        var file = Files.write(folder.resolve("bomb.png"), bomb);

        assertThatExceptionOfType(TaskFailure.class)
                .isThrownBy(() -> images().read(file, "bomb.png"))
                .withMessageContaining("bomb.png has 279280281845761 pixels, the limit is 50000000");
    }

    @Test
    void filesAreHeldToTheSameLimits(@TempDir Path folder) throws Exception {
        assertThat(images().read(Files.write(folder.resolve("a"), PNG), "a").mediaType())
                .isEqualTo("image/png");

        settings.put("handoff.fetch.max-size", "10");
        var large = Files.write(folder.resolve("b.png"), PNG);
        assertThatExceptionOfType(TaskFailure.class)
                .isThrownBy(() -> images().read(large, "b.png"))
                .withMessageContaining("b.png has " + PNG.length + " bytes, the limit is 10");

        var broken = Files.write(folder.resolve("c.png"), Arrays.copyOf(PNG, 18));
        settings.clear();
        assertThatExceptionOfType(TaskFailure.class)
                .isThrownBy(() -> images().read(broken, "c.png"))
                .withMessage("c.png is a broken image: it ends within its header");
    }

    private Image fetch(String url) throws Exception {
        if (url.startsWith("http://localhost")) {
            settings.put("HANDOFF_FETCH_TRUSTED", URI.create(url).getAuthority());
        }
        return images().fetch(url);
    }

    private Images images() {
        return new Images(
                Settings.of(FetchConfig.class, settings),
                vertx,
                host -> {
                    resolved.add(host);
                    return resolver.resolve(host);
                },
                options);
    }
}
