package dev.handoff.edge.http.connection;

import static org.assertj.core.api.Assertions.assertThat;

import dev.handoff.Settings;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ConnectionTest {

    private static final Duration HEADER_TIME = Duration.ofSeconds(20);

    private static final RequestLimits LIMITS = new RequestLimits(4096, 20_480);

    private final EmbeddedChannel channel = new EmbeddedChannel();
    private final Connection connection = new Connection(connections(2), HEADER_TIME, LIMITS, channel);

    ConnectionTest() {
        channel.pipeline().addFirst(connection);
        channel.pipeline().fireChannelActive();
        channel.freezeTime();
    }

    @Test
    void halfAHeaderIsAnsweredAndClosed() {
        channel.writeInbound(bytes("GET / HTTP/1.1\r\nHost:"));
        pass(19);
        assertThat(channel.isOpen()).isTrue();

        pass(2);

        ByteBuf answer = channel.readOutbound();
        assertThat(answer.toString(StandardCharsets.US_ASCII)).startsWith("HTTP/1.1 408 ");
        assertThat(channel.isOpen()).isFalse();
    }

    @Test
    void headerThatDripsIsClosedToo() {
        for (int i = 0; i < 9; i++) {
            channel.writeInbound(bytes("x"));
            pass(2);
        }
        pass(3);

        assertThat(channel.isOpen()).isFalse();
    }

    @Test
    void requestMayBeAnsweredForAsLongAsItTakes() {
        channel.writeInbound(bytes("GET / HTTP/1.1\r\n\r\n"));
        connection.begin(false);

        pass(7200);

        assertThat(channel.isOpen()).isTrue();
        assertThat(connection.idleSince()).isEmpty();
    }

    @Test
    void connectionIsKeptBetweenRequestsUntilTheNextOneBegins() {
        connection.begin(false);
        connection.end();
        pass(7200);
        assertThat(channel.isOpen()).isTrue();
        assertThat(connection.idleSince()).isPresent();

        channel.writeInbound(bytes("GET /"));
        pass(21);

        assertThat(channel.isOpen()).isFalse();
    }

    @Test
    void connectionBeyondTheLimitIsClosed() {
        var all = connections(1);
        var busy = new EmbeddedChannel();
        var first = new Connection(all, HEADER_TIME, LIMITS, busy);
        busy.pipeline().addFirst(first);
        busy.pipeline().fireChannelActive();
        first.begin(false);
        var late = new EmbeddedChannel();
        late.pipeline().addFirst(new Connection(all, HEADER_TIME, LIMITS, late));

        late.pipeline().fireChannelActive();

        assertThat(late.isOpen()).isFalse();
        assertThat(busy.isOpen()).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "HTTP/1.1 400 Bad Request, 400 Bad Request, malformed-request, is not as HTTP wants it",
        "HTTP/1.1 404 Not Found, 404 Not Found, not-found, begins with /",
        "HTTP/1.0 414 Request-URI Too Long, 414 URI Too Long, uri-too-long, 4096 characters",
        "HTTP/1.1 431 Request Header Fields Too Large, 431 Request Header Fields Too Large, headers-too-large, 20480 bytes",
        "HTTP/3.7 501 Not Implemented, 505 HTTP Version Not Supported, http-version-not-supported, HTTP/1.1 and HTTP/2"
    })
    void refusalWithoutABodyGetsOne(String bare, String status, String type, String detail) {
        channel.writeOutbound(bytes(bare + "\r\nconnection: keep-alive\r\ncontent-length: 0\r\n\r\n"));

        ByteBuf answer = channel.readOutbound();
        assertThat(answer.toString(StandardCharsets.US_ASCII))
                .startsWith("HTTP/1.1 " + status + "\r\n")
                .contains("\r\nContent-Type: application/problem+json\r\n", "/problems/" + type, detail);
        assertThat(channel.isOpen()).isFalse();
    }

    @Test
    void refusalOfHeadGetsNone() {
        channel.writeInbound(bytes("HEAD /%zz HTTP/1.1\r\nHost: a\r\n\r\n"));
        channel.writeOutbound(bytes("HTTP/1.1 400 Bad Request\r\n\r\n"));

        ByteBuf answer = channel.readOutbound();
        assertThat(answer.toString(StandardCharsets.US_ASCII))
                .startsWith("HTTP/1.1 400 Bad Request\r\nContent-Type: application/problem+json")
                .endsWith("\r\n\r\n");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "HTTP/1.1 400 Bad Request\r\nX-A: b\r\ncontent-length: 0\r\n\r\n",
                "HTTP/1.1 404 Not Found\r\ncontent-length: 2\r\n\r\n{}",
                "HTTP/1.1 200 OK\r\ncontent-length: 0\r\n\r\n",
                "0\r\n\r\n",
                ""
            })
    void whatElseIsWrittenStaysAsItIs(String bytes) {
        channel.writeOutbound(bytes(bytes));

        ByteBuf answer = channel.readOutbound();
        assertThat(answer.toString(StandardCharsets.US_ASCII)).isEqualTo(bytes);
        assertThat(channel.isOpen()).isTrue();
    }

    @Test
    void connectionThatHasLeftTheOldPipelineMakesRoomWhenItEnds() {
        var all = connections(1);
        var upgraded = new EmbeddedChannel();
        var first = new Connection(all, HEADER_TIME, LIMITS, upgraded);
        upgraded.pipeline().addFirst(first);
        upgraded.pipeline().fireChannelActive();
        first.begin(true);
        upgraded.pipeline().remove(first);
        upgraded.close();
        var next = new EmbeddedChannel();
        next.pipeline().addFirst(new Connection(all, HEADER_TIME, LIMITS, next));

        next.pipeline().fireChannelActive();

        assertThat(next.isOpen()).isTrue();
    }

    private void pass(int seconds) {
        channel.advanceTimeBy(seconds, TimeUnit.SECONDS);
        channel.runScheduledPendingTasks();
        channel.runPendingTasks();
    }

    private static ByteBuf bytes(String text) {
        return Unpooled.copiedBuffer(text, StandardCharsets.US_ASCII);
    }

    private static Connections connections(int most) {
        return new Connections(
                Settings.of(ConnectionConfig.class, Map.of("handoff.http.connections", Integer.toString(most))));
    }
}
