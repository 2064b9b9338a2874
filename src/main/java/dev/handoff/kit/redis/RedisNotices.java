package dev.handoff.kit.redis;

import io.vertx.redis.client.Command;
import io.vertx.redis.client.Redis;
import io.vertx.redis.client.Request;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Texts that Redis keeps for a while, and tells at once to those who wait for them. */
public final class RedisNotices implements AutoCloseable {

    private final Redis redis;
    private final Duration timeout;

    RedisNotices(Redis redis, Duration timeout) {
        this.redis = redis;
        this.timeout = timeout;
    }

    /**
     * Keeps a text under a key, and publishes it to the channel of that name.
     *
     * @throws IOException if Redis didn't answer; it may have the text all the same
     */
    public void put(String key, String text, Duration kept) throws IOException {
        var commands = List.of(
                Request.cmd(Command.MULTI),
                Request.cmd(Command.SETEX).arg(key).arg(kept.toSeconds()).arg(text),
                Request.cmd(Command.PUBLISH).arg(key).arg(text),
                Request.cmd(Command.EXEC));
        try {
            redis.batch(commands)
                    .toCompletionStage()
                    .toCompletableFuture()
                    .get(timeout.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException away) {
            throw new IOException(
                    "Redis didn't take " + key + ": " + away.getCause().getMessage(), away);
        } catch (TimeoutException silent) {
            throw new IOException("Redis didn't answer within " + timeout, silent);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted before Redis had " + key, stopped);
        }
    }

    @Override
    public void close() {
        redis.close();
    }
}
