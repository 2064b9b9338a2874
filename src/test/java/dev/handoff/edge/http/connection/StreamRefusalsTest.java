package dev.handoff.edge.http.connection;

import static org.assertj.core.api.Assertions.assertThat;

import dev.handoff.Settings;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.http2.DefaultHttp2Headers;
import io.netty.handler.codec.http2.Http2ConnectionHandler;
import io.netty.handler.codec.http2.Http2ConnectionHandlerBuilder;
import io.netty.handler.codec.http2.Http2Error;
import io.netty.handler.codec.http2.Http2FrameAdapter;
import io.netty.handler.codec.http2.Http2Headers;
import io.netty.handler.codec.http2.Http2Settings;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Two ends of a connection, without a network between them. */
class StreamRefusalsTest {

    private static final int FIRST_STREAM = 3;

    private final Server passed = new Server();
    private final Http2ConnectionHandler http2 = new Http2ConnectionHandlerBuilder()
            .server(true)
            .frameListener(passed)
            .build();
    private final Client answers = new Client();
    private final EmbeddedChannel server = new EmbeddedChannel();
    private final EmbeddedChannel client = new EmbeddedChannel();
    private final Http2ConnectionHandler requests = new Http2ConnectionHandlerBuilder()
            .server(false)
            .frameListener(answers)
            .build();

    StreamRefusalsTest() {
        var connections = new Connections(Settings.of(ConnectionConfig.class, Map.of()));
        server.pipeline()
                .addLast(new Connection(connections, Duration.ofSeconds(20), new RequestLimits(100, 500), server));
        server.pipeline().addLast(http2);
        client.pipeline().addLast(requests);
        exchange();
    }

    @ParameterizedTest
    @CsvSource({
        "/%zz, 400, malformed-request, two hexadecimal digits",
        "/a?b=%4, 400, malformed-request, two hexadecimal digits",
        "/a b, 400, malformed-request, %20",
        "/a\\b, 400, malformed-request, %5C",
        "//, 400, malformed-request, two hexadecimal digits",
        "api/tasks, 404, not-found, begins with /",
        "*, 404, not-found, begins with /"
    })
    void pathThatIsNoneIsRefusedByADocument(String path, String status, String type, String detail) {
        ask(FIRST_STREAM, get(path), true);

        assertThat(answers.headers.status()).hasToString(status);
        assertThat(answers.headers.get("content-type")).hasToString("application/problem+json");
        assertThat(answers.headers.getInt("content-length")).isEqualTo(answers.body.length());
        assertThat(answers.body).contains("\"/problems/" + type + "\"", "\"status\":" + status, detail);
        assertThat(answers.resets).isEmpty();
        assertThat(passed.paths).isEmpty();
    }

    @Test
    void longPathIsRefusedByADocument() {
        ask(FIRST_STREAM, get("/" + "x".repeat(100)), true);

        assertThat(answers.headers.status()).hasToString("414");
        assertThat(answers.body).contains("/problems/uri-too-long", "100 characters");
    }

    @Test
    void longHeadersAreRefusedByADocument() {
        ask(FIRST_STREAM, get("/").set("a", "x".repeat(300)).set("b", "x".repeat(300)), true);

        assertThat(answers.headers.status()).hasToString("431");
        assertThat(answers.body).contains("/problems/headers-too-large", "500 bytes");
    }

    @Test
    void headHasNoDocument() {
        ask(FIRST_STREAM, get("/%zz").method("HEAD"), true);

        assertThat(answers.headers.status()).hasToString("400");
        assertThat(answers.body).isEmpty();
        assertThat(answers.ended).isTrue();
    }

    @Test
    void othersPassAndTheConnectionGoesOn() {
        ask(FIRST_STREAM, get("/%zz"), true);
        ask(FIRST_STREAM + 2, get("/" + "x".repeat(99)).set("a", "x".repeat(300)), true);

        assertThat(passed.paths).containsExactly("/" + "x".repeat(99));
        assertThat(server.isOpen()).isTrue();
    }

    @Test
    void bodyOfWhatIsRefusedIsNotWaitedFor() {
        ask(FIRST_STREAM, get("/%zz").method("POST"), false);
        requests.encoder()
                .writeData(
                        context(), FIRST_STREAM, Unpooled.wrappedBuffer(new byte[10]), 0, false, client.newPromise());
        exchange();

        assertThat(answers.body).contains("/problems/malformed-request");
        assertThat(answers.resets).containsExactly(Http2Error.NO_ERROR.code());
    }

    private static Http2Headers get(String path) {
        return new DefaultHttp2Headers()
                .method("GET")
                .scheme("http")
                .authority("localhost")
                .path(path);
    }

    private void ask(int stream, Http2Headers headers, boolean ended) {
        requests.encoder().writeHeaders(context(), stream, headers, 0, ended, client.newPromise());
        exchange();
    }

    private ChannelHandlerContext context() {
        return client.pipeline().context(requests);
    }

    /** Carries over what each end has to say until neither has anything left. */
    private void exchange() {
        client.flush();
        boolean busy;
        do {
            busy = carry(client, server) | carry(server, client);
        } while (busy);
    }

    private static boolean carry(EmbeddedChannel from, EmbeddedChannel to) {
        ByteBuf bytes = from.readOutbound();
        if (bytes == null) {
            return false;
        }
        to.writeInbound(bytes);
        return true;
    }

    private final class Server extends Http2FrameAdapter {

        private final List<String> paths = new ArrayList<>();

        /** Comes instead of all others, as Vert.x has it. */
        @Override
        public void onSettingsRead(ChannelHandlerContext context, Http2Settings settings) {
            http2.decoder().frameListener(this);
        }

        @Override
        public void onHeadersRead(
                ChannelHandlerContext context,
                int stream,
                Http2Headers headers,
                int dependency,
                short weight,
                boolean exclusive,
                int padding,
                boolean ended) {
            paths.add(headers.path().toString());
        }
    }

    private static final class Client extends Http2FrameAdapter {

        private final List<Long> resets = new ArrayList<>();
        private Http2Headers headers;
        private String body = "";
        private boolean ended;

        @Override
        public void onHeadersRead(
                ChannelHandlerContext context,
                int stream,
                Http2Headers headers,
                int dependency,
                short weight,
                boolean exclusive,
                int padding,
                boolean ended) {
            this.headers = headers;
            this.ended = ended;
        }

        @Override
        public int onDataRead(ChannelHandlerContext context, int stream, ByteBuf data, int padding, boolean ended) {
            body += data.toString(StandardCharsets.UTF_8);
            return data.readableBytes() + padding;
        }

        @Override
        public void onRstStreamRead(ChannelHandlerContext context, int stream, long code) {
            resets.add(code);
        }
    }
}
