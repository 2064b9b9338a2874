package dev.handoff.edge.http.connection;

import io.netty.bootstrap.ChannelInitializerExtension;
import io.netty.channel.Channel;
import io.netty.channel.EventLoopGroup;
import java.util.Optional;

/**
 * Puts a {@link Connection} before all that Vert.x does with a channel of the API. Netty finds this class as a service and
 * makes it when the first server of the process listens, which may be another one, such as the emulator.
 */
public final class ConnectionWatch extends ChannelInitializerExtension {

    private static volatile Optional<Api> api = Optional.empty();

    private record Api(
            EventLoopGroup acceptors, Connections connections, ConnectionConfig config, RequestLimits limits) {}

    /** Has Netty look for services. Before it has opened its first channel. */
    public static void begin() {
        System.setProperty(EXTENSIONS_SYSTEM_PROPERTY, "serviceload");
    }

    /** Watches connections that these event loops accept from now on. Those of other servers are left alone. */
    static void watch(EventLoopGroup acceptors, ConnectionConfig config, RequestLimits limits) {
        api = Optional.of(new Api(acceptors, new Connections(config), config, limits));
    }

    @Override
    public void postInitializeServerChildChannel(Channel channel) {
        api.filter(it -> channel.parent().eventLoop().parent() == it.acceptors())
                .ifPresent(it -> channel.pipeline()
                        .addFirst(new Connection(it.connections(), it.config().headerTime(), it.limits(), channel)));
    }
}
