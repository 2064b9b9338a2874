package dev.handoff.edge.http.connection;

import io.netty.channel.Channel;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.net.impl.ConnectionBase;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** What is below a connection, for one whose caller takes nothing any more: Vert.x would wait until it has taken all. */
public final class Transport {

    private final Channel channel;

    public Transport(HttpConnection connection) {
        this.channel = ((ConnectionBase) connection).channel();
    }

    /** Ends it, whatever is still to be written. */
    public void cut() {
        // Past all handlers: that of Vert.x would wait as well.
        var first = channel.pipeline().firstContext();
        if (first != null) {
            first.close();
        }
    }

    public void cutAfter(Duration pause) {
        channel.eventLoop().schedule(this::cut, pause.toMillis(), TimeUnit.MILLISECONDS);
    }
}
