package dev.handoff.edge.http.connection;

import io.netty.bootstrap.ChannelInitializerExtension;
import io.netty.channel.Channel;
import io.smallrye.config.SmallRyeConfig;
import org.eclipse.microprofile.config.ConfigProvider;

/** Puts a {@link Connection} before all that Vert.x does with a channel. Netty finds it as a service and makes it. */
public final class ConnectionWatch extends ChannelInitializerExtension {

    private final ConnectionConfig config =
            ConfigProvider.getConfig().unwrap(SmallRyeConfig.class).getConfigMapping(ConnectionConfig.class);

    private final Connections connections = new Connections(config);

    /** Has Netty look for services. Before it has opened its first channel. */
    public static void begin() {
        System.setProperty(EXTENSIONS_SYSTEM_PROPERTY, "serviceload");
    }

    @Override
    public void postInitializeServerChildChannel(Channel channel) {
        channel.pipeline().addFirst(new Connection(connections, config.headerTime(), channel));
    }
}
