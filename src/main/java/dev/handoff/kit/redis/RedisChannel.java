package dev.handoff.kit.redis;

import dev.handoff.kit.thread.Backoff;
import dev.handoff.kit.thread.Reconnector;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.NetClientOptions;
import io.vertx.core.net.PemTrustOptions;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Redis;
import io.vertx.redis.client.RedisConnection;
import io.vertx.redis.client.RedisOptions;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import io.vertx.redis.client.ResponseType;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;

/** A channel of Redis: what one instance sends, all hear, this one too. */
public final class RedisChannel implements AutoCloseable {

    /** How long a silent subscription is trusted to hear. It sends to itself after this, and is given up after twice that. */
    private static final Duration SILENCE = Duration.ofSeconds(5);

    /** Sent to itself; nobody else can tell it from others, and nobody is told of it. */
    private static final String PROBE = "";

    private static final Duration FIRST_PAUSE = Duration.ofMillis(100);

    private final String channel;
    private final RedisUrl url;
    private final Duration timeout;
    private final Consumer<RedisEvent> events;
    private final Redis redis;
    private final Backoff pauses;
    private final Reconnector reconnector = new Reconnector("redis-subscriber", this::hear);
    private volatile Consumer<String> heard = _ -> {};
    private volatile Runnable begun = () -> {};
    private volatile boolean connected;
    private volatile long lastHeard;
    private boolean before;

    RedisChannel(String channel, RedisUrl url, RedisConfig config, Vertx vertx, Consumer<RedisEvent> events) {
        this.channel = channel;
        this.url = url;
        this.timeout = config.timeout();
        this.events = events;
        this.pauses = new Backoff(FIRST_PAUSE, config.longestPause());
        this.redis = Redis.createClient(vertx, options(url, config));
    }

    static RedisOptions options(RedisUrl url, RedisConfig config) {
        var net = new NetClientOptions()
                .setTcpKeepAlive(true)
                .setTcpNoDelay(true)
                .setConnectTimeout(Math.toIntExact(config.timeout().toMillis()));
        if (url.tls()) {
            net.setHostnameVerificationAlgorithm("HTTPS");
            config.ca().ifPresent(ca -> net.setTrustOptions(trust(ca)));
        }
        return new RedisOptions()
                .setConnectionString(url.text())
                .setNetClientOptions(net)
                .setPoolName("handoff")
                .setMaxPoolSize(2)
                .setMaxPoolWaiting(100);
    }

    private static PemTrustOptions trust(String ca) {
        return RedisChannels.isPem(ca)
                ? new PemTrustOptions().addCertValue(Buffer.buffer(ca))
                : new PemTrustOptions().addCertPath(ca);
    }

    /** For people, without the login. */
    public String address() {
        return url.address();
    }

    /** Whether what others send is heard now. */
    public boolean isConnected() {
        return connected;
    }

    /** Returns at once. What can't be sent is lost. */
    public void send(String text) {
        redis.send(Request.cmd(Command.PUBLISH).arg(channel).arg(text));
    }

    /**
     * Hears the channel until it is closed. Once.
     *
     * @param heard must not block; may be called by several threads
     * @param begun is called whenever a connection begins to hear; what was sent before went unheard
     */
    public void subscribe(Consumer<String> heard, Runnable begun) {
        this.heard = heard;
        this.begun = begun;
        reconnector.start();
    }

    /** Hears until the connection ends. */
    private Duration hear() throws InterruptedException {
        var connecting = redis.connect();
        try {
            var connection = answer(connecting);
            var subscription = new Subscription();
            connection.endHandler(_ -> subscription.end("the connection was closed"));
            connection.exceptionHandler(broken -> subscription.end(reason(broken)));
            connection.handler(subscription::take);
            answer(connection.send(Request.cmd(Command.SUBSCRIBE).arg(channel)));
            subscription.begun.get(timeout.toMillis(), TimeUnit.MILLISECONDS);
            begin();
            return end(await(subscription.ended));
        } catch (ExecutionException away) {
            return end(reason(away.getCause()));
        } catch (TimeoutException silent) {
            return end("no answer within " + timeout);
        } finally {
            connected = false;
            connecting.onSuccess(RedisConnection::close);
        }
    }

    private void begin() {
        connected = true;
        lastHeard = System.nanoTime();
        pauses.reset();
        events.accept(new RedisEvent.Connected(address(), before));
        before = true;
        begun.run();
    }

    private Duration end(String reason) {
        connected = false;
        var pause = pauses.next();
        if (!reconnector.isClosed()) {
            events.accept(new RedisEvent.Disconnected(address(), reason, pause));
        }
        return pause;
    }

    private String await(CompletableFuture<String> ended) throws InterruptedException, ExecutionException {
        while (true) {
            try {
                return ended.get(SILENCE.toMillis(), TimeUnit.MILLISECONDS);
            } catch (TimeoutException silent) {
                if (System.nanoTime() - lastHeard > 2 * SILENCE.toNanos()) {
                    return "what this process sends doesn't come back";
                }
                send(PROBE);
            }
        }
    }

    /** The client takes a subscription for done when it is sent: what Redis says to it comes with the messages. */
    private final class Subscription {

        private static final int PARTS = 3;

        private final CompletableFuture<Void> begun = new CompletableFuture<>();
        private final CompletableFuture<String> ended = new CompletableFuture<>();

        void take(Response message) {
            lastHeard = System.nanoTime();
            if (message == null) {
                return;
            }
            if (message.type() == ResponseType.ERROR) {
                end(message.toString());
            } else if (message.size() == PARTS) {
                take(message.get(0).toString(), message.get(2).toString());
            }
        }

        /** @param last the text, or how many subscriptions there are */
        private void take(String kind, String last) {
            if (kind.equals("subscribe")) {
                begun.complete(null);
            } else if (kind.equals("message") && !last.equals(PROBE)) {
                heard.accept(last);
            }
        }

        void end(String reason) {
            begun.completeExceptionally(new IOException(reason));
            ended.complete(reason);
        }
    }

    /** Asks Redis whether it is there; empty if it is, or why it isn't. */
    public Optional<String> check() throws InterruptedException {
        try {
            answer(redis.send(Request.cmd(Command.PING)));
            return Optional.empty();
        } catch (ExecutionException away) {
            return Optional.of(reason(away.getCause()));
        } catch (TimeoutException silent) {
            return Optional.of("no answer within " + timeout);
        }
    }

    private static String reason(Throwable cause) {
        return cause.getMessage() == null ? cause.toString() : cause.getMessage();
    }

    private <T> T answer(Future<T> question) throws InterruptedException, ExecutionException, TimeoutException {
        return question.toCompletionStage().toCompletableFuture().get(timeout.toMillis(), TimeUnit.MILLISECONDS);
    }

    @Override
    public void close() {
        reconnector.interrupt();
        redis.close();
    }
}
