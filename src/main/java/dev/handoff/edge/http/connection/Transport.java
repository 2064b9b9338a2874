package dev.handoff.edge.http.connection;

import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.util.concurrent.Future;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.net.impl.ConnectionBase;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;

/** What is below a connection that lives for long. */
public final class Transport {

    private final Channel channel;

    public Transport(HttpConnection connection) {
        this.channel = ((ConnectionBase) connection).channel();
    }

    /**
     * Sends texts over the WebSocket that it has become, with one call of the system. Past Vert.x, which would call once for
     * each, and past what Quarkus keeps of its contexts, which would take longer than all the rest.
     *
     * @param texts in UTF-8, at least one
     * @return done when they are on their way; failed when the other end has gone
     */
    public CompletionStage<Void> send(List<byte[]> texts) {
        var sent = new CompletableFuture<Void>();
        channel.eventLoop().execute(() -> {
            var frames = texts.stream()
                    .map(text -> channel.write(new TextWebSocketFrame(Unpooled.wrappedBuffer(text))))
                    .toList();
            channel.flush();
            frames.getLast().addListener(last -> tell(last, sent));
        });
        return sent;
    }

    private static void tell(Future<?> written, CompletableFuture<Void> sent) {
        if (written.isSuccess()) {
            sent.complete(null);
        } else {
            sent.completeExceptionally(written.cause());
        }
    }

    /** Ends it, whatever is still to be written: Vert.x would wait until the other end has taken that. */
    public void cut() {
        // The handlers are left out: that of Vert.x would wait, too.
        var first = channel.pipeline().firstContext();
        if (first != null) {
            first.close();
        }
    }

    public void cutAfter(Duration pause) {
        channel.eventLoop().schedule(this::cut, pause.toMillis(), TimeUnit.MILLISECONDS);
    }
}
