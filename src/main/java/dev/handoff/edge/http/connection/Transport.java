package dev.handoff.edge.http.connection;

import io.netty.channel.Channel;
import io.netty.handler.flush.FlushConsolidationHandler;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.net.impl.ConnectionBase;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** What is below a connection that lives for long. */
public final class Transport {

    private static final int MOST_GATHERED = 64;

    private final Channel channel;

    public Transport(HttpConnection connection) {
        this.channel = ((ConnectionBase) connection).channel();
    }

    /** From now on what is written in the same moment leaves by one call of the system. Once. */
    public void gather() {
        channel.pipeline().addFirst(new FlushConsolidationHandler(MOST_GATHERED, true));
    }

    /** Ends it, whatever is still to be written: Vert.x would wait until the other end has taken that. */
    public void cut() {
        // Past all handlers, of which that of Vert.x waits as well.
        var first = channel.pipeline().firstContext();
        if (first != null) {
            first.close();
        }
    }

    public void cutAfter(Duration pause) {
        channel.eventLoop().schedule(this::cut, pause.toMillis(), TimeUnit.MILLISECONDS);
    }
}
