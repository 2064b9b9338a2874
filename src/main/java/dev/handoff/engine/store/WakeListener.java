package dev.handoff.engine.store;

import dev.handoff.kit.thread.Backoff;
import dev.handoff.kit.thread.Reconnector;
import io.vertx.core.Future;
import io.vertx.pgclient.PgConnection;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.SqlConnection;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;

/** Listens to other instances over one connection of the pool, and over another one when that ends. */
final class WakeListener {

    private static final String LISTEN = "LISTEN " + WakeCall.CHANNEL;
    private static final String UNLISTEN = "UNLISTEN " + WakeCall.CHANNEL;
    private static final Duration FIRST_PAUSE = Duration.ofMillis(100);
    private static final Duration MAX_PAUSE = Duration.ofSeconds(10);

    /** How long a silent connection is trusted to be there before it is asked. */
    private static final Duration SILENCE = Duration.ofMinutes(1);

    private final Pool pool;
    private final Duration timeout;
    private final String self;
    private final Consumer<Set<String>> woken;
    private final Backoff pauses = new Backoff(FIRST_PAUSE, MAX_PAUSE);
    private final Reconnector reconnector = new Reconnector("wake-listener", this::hear);

    /** @param self the name of this instance, whose own calls are not for this listener */
    WakeListener(Pool pool, Duration timeout, String self, Consumer<Set<String>> woken) {
        this.pool = pool;
        this.timeout = timeout;
        this.self = self;
        this.woken = woken;
    }

    void start() {
        reconnector.start();
    }

    void stop() {
        reconnector.interrupt();
    }

    /** Listens until the connection ends. */
    private Duration hear() throws InterruptedException {
        var connecting = pool.getConnection();
        try {
            var ended = new CountDownLatch(1);
            var connection = PgConnection.cast(answer(connecting));
            // An exception closes the connection, which is enough to know.
            connection.exceptionHandler(_ -> {}).closeHandler(_ -> ended.countDown());
            connection.notificationHandler(told -> hear(WakeCall.decode(told.getPayload())));
            answer(connection.query(LISTEN).execute());
            pauses.reset();
            woken.accept(Set.of());
            while (!ended.await(SILENCE.toSeconds(), TimeUnit.SECONDS)) {
                answer(connection.query(LISTEN).execute());
            }
        } catch (ExecutionException | TimeoutException | RuntimeException away) {
            // Others report that the database is away.
        } finally {
            // Also a connection that comes after the timeout.
            connecting.onSuccess(WakeListener::giveBack);
        }
        return pauses.next();
    }

    private void hear(WakeCall call) {
        if (!call.from().equals(self)) {
            woken.accept(call.types());
        }
    }

    private static void giveBack(SqlConnection connection) {
        PgConnection.cast(connection).notificationHandler(null);
        connection.query(UNLISTEN).execute().onComplete(_ -> connection.close());
    }

    private <T> T answer(Future<T> question) throws InterruptedException, ExecutionException, TimeoutException {
        return question.toCompletionStage().toCompletableFuture().get(timeout.toMillis(), TimeUnit.MILLISECONDS);
    }
}
