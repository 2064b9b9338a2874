package dev.handoff.engine.store;

import io.vertx.core.Future;
import io.vertx.pgclient.PgConnection;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.SqlConnection;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;

/** Hears the calls of other instances over one connection of the pool, and over the next one when that ends. */
final class WakeListener {

    private static final String LISTEN = "LISTEN " + WakeCall.CHANNEL;
    private static final String UNLISTEN = "UNLISTEN " + WakeCall.CHANNEL;
    private static final Duration FIRST_PAUSE = Duration.ofMillis(100);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(10);

    /** After which a connection is asked whether it is still there. */
    private static final Duration SILENCE = Duration.ofMinutes(1);

    private final Pool pool;
    private final Duration timeout;
    private final String self;
    private final Consumer<Set<String>> woken;
    private final Thread thread = Thread.ofVirtual().name("wake-listener").unstarted(this::run);

    /** @param self whose calls are not for this listener */
    WakeListener(Pool pool, Duration timeout, String self, Consumer<Set<String>> woken) {
        this.pool = pool;
        this.timeout = timeout;
        this.self = self;
        this.woken = woken;
    }

    void start() {
        thread.start();
    }

    void stop() {
        thread.interrupt();
    }

    private void run() {
        var pause = FIRST_PAUSE;
        try {
            while (true) {
                pause = hear() ? FIRST_PAUSE : Collections.min(List.of(pause.multipliedBy(2), LONGEST_PAUSE));
                Thread.sleep(pause);
            }
        } catch (InterruptedException stopped) {
            // Which is how listening ends.
        }
    }

    /** Listens until the connection ends; false if it never began. */
    private boolean hear() throws InterruptedException {
        boolean begun = false;
        var connecting = pool.getConnection();
        try {
            var ended = new CountDownLatch(1);
            var connection = PgConnection.cast(answer(connecting));
            // Whatever happens to it, it closes then.
            connection.exceptionHandler(_ -> {}).closeHandler(_ -> ended.countDown());
            connection.notificationHandler(told -> hear(WakeCall.decode(told.getPayload())));
            answer(connection.query(LISTEN).execute());
            begun = true;
            woken.accept(Set.of());
            while (!ended.await(SILENCE.toSeconds(), TimeUnit.SECONDS)) {
                answer(connection.query(LISTEN).execute());
            }
        } catch (ExecutionException | TimeoutException | RuntimeException away) {
            // Those who wait for the database tell that it is away.
        } finally {
            // Also a connection that comes only after nobody waits for it any more.
            connecting.onSuccess(WakeListener::giveBack);
        }
        return begun;
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
