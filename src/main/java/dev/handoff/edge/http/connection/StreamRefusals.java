package dev.handoff.edge.http.connection;

import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http2.DefaultHttp2Headers;
import io.netty.handler.codec.http2.Http2ConnectionHandler;
import io.netty.handler.codec.http2.Http2Error;
import io.netty.handler.codec.http2.Http2Exception;
import io.netty.handler.codec.http2.Http2FrameListenerDecorator;
import io.netty.handler.codec.http2.Http2Headers;
import io.netty.handler.codec.http2.Http2Settings;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Optional;

/**
 * Answers requests over HTTP/2 that Quarkus would refuse by a status alone, before any handler. They have the limits of
 * HTTP/1; Netty cuts off what is several times as long.
 */
final class StreamRefusals extends Http2FrameListenerDecorator {

    private final Http2ConnectionHandler http2;
    private final RequestLimits limits;

    private StreamRefusals(Http2ConnectionHandler http2, RequestLimits limits) {
        super(http2.decoder().frameListener());
        this.http2 = http2;
        this.limits = limits;
    }

    /**
     * Looks at all streams from now on. Vert.x puts a listener of its own in place of any other when the caller's settings
     * come, or when HTTP/1 has become HTTP/2, which it hears of after this.
     *
     * @return false if the connection isn't one of HTTP/2, or not yet
     */
    static boolean watch(Channel connection, RequestLimits limits) {
        var http2 = connection.pipeline().get(Http2ConnectionHandler.class);
        if (http2 == null) {
            return false;
        }
        listen(http2, limits);
        connection.eventLoop().execute(() -> listen(http2, limits));
        return true;
    }

    private static void listen(Http2ConnectionHandler http2, RequestLimits limits) {
        if (!(http2.decoder().frameListener() instanceof StreamRefusals)) {
            http2.decoder().frameListener(new StreamRefusals(http2, limits));
        }
    }

    @Override
    public void onSettingsRead(ChannelHandlerContext context, Http2Settings settings) throws Http2Exception {
        super.onSettingsRead(context, settings);
        listen(http2, limits);
    }

    // Netty calls this form of the method alone.
    @Override
    public void onHeadersRead(
            ChannelHandlerContext context,
            int stream,
            Http2Headers headers,
            int dependency,
            short weight,
            boolean exclusive,
            int padding,
            boolean ended)
            throws Http2Exception {
        var problem = problem(headers);
        if (problem.isPresent()) {
            refuse(context, stream, headers, ended, problem.get());
        } else {
            super.onHeadersRead(context, stream, headers, dependency, weight, exclusive, padding, ended);
        }
    }

    /** What comes after a body has no path. */
    private Optional<EarlyProblem> problem(Http2Headers headers) {
        var path = headers.path();
        if (path == null) {
            return Optional.empty();
        }
        if (path.length() > limits.maxLine()) {
            return Optional.of(limits.pathTooLong());
        }
        if (length(headers) - path.length() > limits.maxHeaders()) {
            return Optional.of(limits.headersTooLong());
        }
        if (!isUri(path.toString())) {
            return Optional.of(EarlyProblem.MALFORMED);
        }
        return path.toString().startsWith("/") ? Optional.empty() : Optional.of(EarlyProblem.NOWHERE);
    }

    private static int length(Http2Headers headers) {
        int length = 0;
        for (var header : headers) {
            length += header.getKey().length() + header.getValue().length();
        }
        return length;
    }

    private static boolean isUri(String path) {
        try {
            new URI(path);
            return true;
        } catch (URISyntaxException malformed) {
            return false;
        }
    }

    private void refuse(
            ChannelHandlerContext context, int stream, Http2Headers request, boolean ended, EarlyProblem problem) {
        var document = problem.document();
        var headers = new DefaultHttp2Headers()
                .status(problem.code())
                .set(HttpHeaderNames.CONTENT_TYPE, EarlyProblem.MEDIA_TYPE)
                .setInt(HttpHeaderNames.CONTENT_LENGTH, document.length);
        boolean headAlone = "HEAD".contentEquals(request.method());
        var written = http2.encoder().writeHeaders(context, stream, headers, 0, headAlone, context.newPromise());
        if (!headAlone) {
            written = http2.encoder()
                    .writeData(context, stream, Unpooled.wrappedBuffer(document), 0, true, context.newPromise());
        }
        if (!ended) {
            written.addListener(
                    _ -> http2.resetStream(context, stream, Http2Error.NO_ERROR.code(), context.newPromise()));
        }
    }
}
