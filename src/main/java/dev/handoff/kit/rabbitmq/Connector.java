package dev.handoff.kit.rabbitmq;

import com.rabbitmq.client.Connection;
import com.rabbitmq.client.ConnectionFactory;
import dev.handoff.kit.net.CertifiedName;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

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
            factory.useSslProtocol(context());
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

    private SSLContext context() throws IOException {
        try {
            if (config.ca().isEmpty()) {
                return SSLContext.getDefault();
            }
            var context = SSLContext.getInstance("TLS");
            context.init(null, trusting(config.ca().get()).getTrustManagers(), null);
            return context;
        } catch (GeneralSecurityException unusable) {
            throw new IOException("TLS can't be set up: " + unusable.getMessage() + "; see MQ_CA", unusable);
        }
    }

    private static TrustManagerFactory trusting(Path ca) throws IOException, GeneralSecurityException {
        var store = KeyStore.getInstance(KeyStore.getDefaultType());
        store.load(null, null);
        try (var pem = Files.newInputStream(ca)) {
            int number = 0;
            for (var certificate : CertificateFactory.getInstance("X.509").generateCertificates(pem)) {
                store.setCertificateEntry("ca-" + number++, certificate);
            }
        }
        var trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(store);
        return trust;
    }
}
