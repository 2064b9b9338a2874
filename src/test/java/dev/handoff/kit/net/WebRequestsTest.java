package dev.handoff.kit.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WebRequestsTest {

    @Test
    void hostWithAnUnderscoreIsAskedByItsName() throws Exception {
        var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            var said = exchange.getRequestHeaders().getFirst("Host") + exchange.getRequestURI();
            exchange.sendResponseHeaders(200, said.length());
            exchange.getResponseBody().write(said.getBytes());
            exchange.close();
        });
        server.start();
        int port = server.getAddress().getPort();

        try (var client = WebRequests.client().build()) {
            var request = WebRequests.to("http://llm_server:" + port + "/v1/chat?x=%20", WebRequestsTest::loopback);

            assertThat(client.send(request.build(), BodyHandlers.ofString()).body())
                    .isEqualTo("llm_server:" + port + "/v1/chat?x=%20");
        } finally {
            server.stop(0);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "http://localhost:8080/a?b, http://localhost:8080/a?b",
        "https://api.example.com/v1, https://api.example.com/v1",
        "http://llm_server/v1, http://127.0.0.1/v1",
        "http://a_b.c-d.example:9/, http://127.0.0.1:9/",
        "http://_dmarc.example, http://127.0.0.1",
        "http://me:secret@llm_server/v1, http://127.0.0.1/v1"
    })
    void addressIsThatOfTheHost(String url, String asked) throws Exception {
        assertThat(WebRequests.to(url, WebRequestsTest::loopback).build().uri()).hasToString(asked);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "llm_server",
                "ftp://llm_server/",
                "http://",
                "http://:80/",
                "http://a_b c/",
                "http://-_/",
                "http://a_..b/",
                "http://a_b:x/"
            })
    void whatIsNoAddressIsRefusedWithoutQuotingIt(String url) {
        assertThatThrownBy(() -> WebRequests.to(url, WebRequestsTest::loopback))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("is no address that starts with http:// or https://");
    }

    @Test
    void hostWithAnUnderscoreHasNoCertificate() {
        assertThatThrownBy(() -> WebRequests.to("https://me:secret@llm_server/", WebRequestsTest::loopback))
                .hasMessageContaining("llm_server, whose certificate can't be checked because of its underscore")
                .hasMessageNotContaining("secret");
    }

    @Test
    void hostThatIsUnknownMayBeKnownLater() {
        assertThatThrownBy(() -> WebRequests.to("http://no_such_host.invalid/", host -> {
                    throw new UnknownHostException(host);
                }))
                .isInstanceOf(UnknownHostException.class);
    }

    @Test
    void authorityHasAccountHostAndPort() {
        assertThat(Authority.of(URI.create("postgresql://me:p%40w@my_postgres:5433/db")))
                .contains(new Authority(Optional.of("me:p%40w"), "my_postgres", OptionalInt.of(5433)));
        assertThat(Authority.of(URI.create("http://[::1]/")))
                .contains(new Authority(Optional.empty(), "[::1]", OptionalInt.empty()));
        assertThat(Authority.of(URI.create("http://my_host:/")))
                .contains(new Authority(Optional.empty(), "my_host", OptionalInt.empty()));
        assertThat(Authority.of(URI.create("mailto:x@y"))).isEmpty();
    }

    private static InetAddress loopback(String host) throws UnknownHostException {
        return InetAddress.getByAddress(host, new byte[] {127, 0, 0, 1});
    }
}
