package dev.handoff.edge.http.connection;

import io.netty.channel.Channel;
import io.quarkus.vertx.http.runtime.VertxHttpConfig;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.impl.VertxInternal;
import io.vertx.core.net.impl.ConnectionBase;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

/** Tells connections of their requests, and ends those whose bodies don't come. */
@ApplicationScoped
class RequestWatch {

    private static final String FILES = "/api/files/";
    private static final int BEFORE_ALL_OTHERS = 10_000;

    private final ConnectionConfig config;
    private final RequestLimits limits;

    RequestWatch(ConnectionConfig config, VertxHttpConfig http) {
        this.config = config;
        this.limits = new RequestLimits(
                http.limits().maxInitialLineLength(),
                http.limits().maxHeaderSize().asLongValue());
    }

    void watch(@Observes Filters filters, Vertx vertx) {
        ConnectionWatch.watch(((VertxInternal) vertx).getAcceptorEventLoopGroup(), config, limits);
        filters.register(this::watch, BEFORE_ALL_OTHERS);
    }

    private void watch(RoutingContext context) {
        var request = context.request();
        if (request.version() == null) {
            // Vert.x would serve it all the same.
            Connection.of(channel(request)).ifPresent(Connection::refuseVersion);
            return;
        }
        var watched = Connection.of(channel(request));
        if (watched.isPresent() && !watched.get().mayGoOn()) {
            request.connection().close();
            return;
        }
        watched.ifPresent(connection -> watch(context, connection));
        context.next();
    }

    private void watch(RoutingContext context, Connection connection) {
        var request = context.request();
        boolean multiplexed = request.version() == HttpVersion.HTTP_2;
        connection.begin(multiplexed);
        context.addEndHandler(_ -> connection.end());
        if (!multiplexed && mayEndElsewhere(request)) {
            connection.endAfterThis();
            context.response().putHeader(HttpHeaders.CONNECTION, HttpHeaders.CLOSE);
            context.addEndHandler(_ -> request.connection().close());
        }
        if (hasBody(request) && !isFile(request)) {
            limitBody(context, connection, multiplexed);
        }
    }

    /**
     * Whether a proxy before us may see the end of this request at another place, and what follows as a part of it: RFC 9112,
     * section 6.1. Netty takes a length away beside another encoding, so that every request with one may have had both.
     */
    private static boolean mayEndElsewhere(HttpServerRequest request) {
        return request.headers().contains(HttpHeaders.TRANSFER_ENCODING);
    }

    private void limitBody(RoutingContext context, Connection connection, boolean multiplexed) {
        var request = context.request();
        long clock = context.vertx().setTimer(config.bodyTime().toMillis(), _ -> {
            if (request.isEnded()) {
                return;
            }
            if (multiplexed) {
                context.response().reset();
            } else {
                connection.timeOut();
            }
        });
        context.addEndHandler(_ -> context.vertx().cancelTimer(clock));
    }

    /** However long it takes: its sender is known, and the next bytes have a clock of their own. */
    private static boolean isFile(HttpServerRequest request) {
        return request.path().startsWith(FILES);
    }

    private static boolean hasBody(HttpServerRequest request) {
        var length = request.getHeader(HttpHeaders.CONTENT_LENGTH);
        return length == null ? request.headers().contains(HttpHeaders.TRANSFER_ENCODING) : !length.equals("0");
    }

    private static Channel channel(HttpServerRequest request) {
        return ((ConnectionBase) request.connection()).channel();
    }
}
