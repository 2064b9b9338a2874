package dev.handoff.kit.rabbitmq;

import com.rabbitmq.client.Connection;
import com.rabbitmq.client.ConnectionFactory;
import dev.handoff.kit.net.CertifiedName;
import dev.handoff.kit.net.TrustedCertificates;
import java.io.IOException;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeoutException;

/** Connects once. */
final class Connector {

    private static final int PORT = 5672;
    private static final int TLS_PORT = 5671;

    /** A byte more than the broker takes. A longer message would end the connection, and come again on the next one. */
    private static final int MAX_MESSAGE_BYTES = (128 << 20) + 1;

    private final RabbitMqConfig config;

    Connector(RabbitMqConfig config) {
        this.config = config;
    }

    /** For people, without the login. */
    String broker() {
        return (config.tls() ? "amqps://" : "amqp://") + config.host().orElse("") + ":" + port() + "/"
                + (config.virtualHost().equals("/") ? "" : config.virtualHost());
    }

    /**
     * A new connection, which is not made again by itself when it is lost.
     *
     * @param purpose shown in the broker's list of connections
     */
    Connection connect(String purpose) throws IOException, TimeoutException {
        var factory = new ConnectionFactory();
        factory.setHost(config.host().orElseThrow());
        factory.setPort(port());
        factory.setVirtualHost(config.virtualHost());
        factory.setUsername(config.user().orElse(ConnectionFactory.DEFAULT_USER));
        factory.setPassword(config.password().orElse(ConnectionFactory.DEFAULT_PASS));
        int timeout = Math.toIntExact(config.connectTimeout().toMillis());
        factory.setConnectionTimeout(timeout);
        factory.setHandshakeTimeout(timeout);
        factory.setChannelRpcTimeout(timeout);
        factory.setRequestedHeartbeat(
                Math.max(1, Math.toIntExact(config.heartbeat().toSeconds())));
        factory.setMaxInboundMessageBodySize(MAX_MESSAGE_BYTES);
        // Links and subscriptions recover more than the client does; see the package.
        factory.setAutomaticRecoveryEnabled(false);
        factory.setTopologyRecoveryEnabled(false);
        factory.setThreadFactory(
                Thread.ofVirtual().name("rabbitmq-" + purpose + "-", 0).factory());
        if (config.tls()) {
            checkName(factory.getHost());
            factory.useSslProtocol(TrustedCertificates.context("MQ_CA", config.ca()));
            factory.enableHostnameVerification();
        }
        var threads = Executors.newVirtualThreadPerTaskExecutor();
        // Without it, closing would wait for ever for a writer on a network that takes nothing.
        factory.setShutdownExecutor(threads);
        return factory.newConnection(threads, "handoff " + purpose);
    }

    private static void checkName(String host) throws IOException {
        var fault = CertifiedName.fault(host);
        if (fault.isPresent()) {
            throw new IOException("MQ_HOST " + fault.get());
        }
    }

    private int port() {
        return config.port().orElse(config.tls() ? TLS_PORT : PORT);
    }
}
