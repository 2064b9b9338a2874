package dev.handoff.kit.nats;

import dev.handoff.kit.net.TrustedCertificates;
import io.nats.client.Connection;
import io.nats.client.ConnectionListener;
import io.nats.client.ErrorListener;
import io.nats.client.Nats;
import io.nats.client.Options;
import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/** Connects once, to any of the servers. */
final class NatsConnector {

    private static final String LOGIN = "/[^/@\\s]*@";
    private static final Pattern LOGIN_REFUSED = Pattern.compile("(?i)authorization|authentication");

    private static final String REFUSED =
            "the login was refused; see NATS_URL, NATS_USER, NATS_PASSWORD and NATS_TOKEN";

    private final NatsServers servers;
    private final NatsConfig config;

    NatsConnector(NatsServers servers, NatsConfig config) {
        this.servers = servers;
        this.config = config;
    }

    NatsServers servers() {
        return servers;
    }

    /** A connection, and why it is lost, once it is. It is not made again by itself. */
    record Connected(Connection connection, CompletableFuture<String> lost) {}

    /**
     * @param purpose shown in the server's list of connections
     * @param told hears at once what a server refuses, such as a login: the client waits then for as long as it may
     * @throws IOException with what the last server said
     */
    Connected connect(String purpose, Consumer<String> told) throws IOException, InterruptedException {
        var trouble = new Troubles(told, new AtomicReference<>("no server answers"));
        var lost = new CompletableFuture<String>();
        var callbacks = Executors.newSingleThreadExecutor(
                Thread.ofVirtual().name("nats-" + purpose).factory());
        try {
            var connection = Nats.connect(options(purpose, callbacks, trouble, lost));
            lost.whenComplete((why, never) -> callbacks.shutdown());
            return new Connected(connection, lost);
        } catch (IOException failed) {
            // Its own message has the URLs, with the passwords in them. What was wrong was told to the listener.
            callbacks.close();
            throw new IOException(trouble.last().get());
        }
    }

    private Options options(String purpose, ExecutorService callbacks, Troubles trouble, CompletableFuture<String> lost)
            throws IOException {
        var options = Options.builder()
                .servers(servers.urls().toArray(String[]::new))
                .connectionName("handoff " + purpose)
                .connectionTimeout(config.connectTimeout())
                .pingInterval(config.heartbeat())
                .maxPingsOut(1)
                // Links and intakes recover more than the client does; see the package.
                .noReconnect()
                .ignoreDiscoveredServers()
                // The default looks for addresses of the old kind only, and TLS has to know the host's name.
                .hostnameResolveMode(Options.HostnameResolveMode.HappyEyeballs)
                .executor(Executors.newVirtualThreadPerTaskExecutor())
                .callbackExecutor(callbacks)
                .errorListener(trouble)
                .connectionListener((connection, event) -> {
                    if (event == ConnectionListener.Events.CLOSED) {
                        lost.complete(trouble.last().get());
                    }
                });
        config.user().ifPresent(user -> options.userInfo(user, config.password().orElse("")));
        config.token().ifPresent(token -> options.token(token.toCharArray()));
        if (servers.talkTls()) {
            options.sslContext(new NamedTls(TrustedCertificates.context("NATS_CA", config.ca())));
        }
        return options.build();
    }

    /** Keeps what was wrong last. */
    private record Troubles(Consumer<String> told, AtomicReference<String> last) implements ErrorListener {

        @Override
        public void errorOccurred(Connection connection, String error) {
            last.set(LOGIN_REFUSED.matcher(error).find() ? REFUSED : error);
            told.accept(last.get());
        }

        @Override
        public void exceptionOccurred(Connection connection, Exception exception) {
            Throwable cause = exception;
            while (cause.getMessage() == null && cause.getCause() != null) {
                cause = cause.getCause();
            }
            // What follows a refused login only says that the connection ended.
            if (!last.get().equals(REFUSED)) {
                last.set((cause.getMessage() == null ? cause.toString() : cause.getMessage()).replaceAll(LOGIN, "/"));
            }
        }
    }
}
