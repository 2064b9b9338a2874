package dev.handoff.kit.redis;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Redis;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Hashes that other programs keep in Redis. Nothing is connected before the first command. Every method throws an
 * {@link IOException} when Redis doesn't answer; whether it took effect is then unknown.
 */
@Singleton
public class RedisHashes {

    private static final String SCANNED_A_TIME = "500";
    private static final String END = "0";

    private final RedisConfig config;
    private final Vertx vertx;
    private Redis redis;

    public RedisHashes(RedisConfig config, Vertx vertx) {
        this.config = config;
        this.vertx = vertx;
    }

    /** What to set if there is no Redis; empty if there is one. */
    public Optional<String> missing() {
        return config.url().isPresent()
                ? Optional.empty()
                : Optional.of("there is no Redis; set REDIS_URL, such as redis://localhost:6379");
    }

    /**
     * The keys of hashes, in any order; one that is there all the time is among them, others may be.
     *
     * @param pattern as {@code MATCH} of {@code SCAN} reads it
     */
    public List<String> keys(String pattern) throws IOException, InterruptedException {
        var keys = new ArrayList<String>();
        var cursor = END;
        do {
            var page = answer(Request.cmd(Command.SCAN)
                    .arg(cursor)
                    .arg("MATCH")
                    .arg(pattern)
                    .arg("COUNT")
                    .arg(SCANNED_A_TIME)
                    .arg("TYPE")
                    .arg("hash"));
            cursor = page.get(0).toString();
            page.get(1).forEach(key -> keys.add(key.toString()));
        } while (!cursor.equals(END));
        return keys.stream().distinct().toList();
    }

    /** Gives a hash a name that no other has, in one go. Does nothing if it is not there. */
    public void rename(String key, String unique) throws IOException, InterruptedException {
        try {
            answer(Request.cmd(Command.RENAMENX).arg(key).arg(unique));
        } catch (IOException refused) {
            if (!String.valueOf(refused.getMessage()).contains("no such key")) {
                throw refused;
            }
        }
    }

    /** Its fields; empty if it is not there. */
    public Map<String, String> fields(String key) throws IOException, InterruptedException {
        var fields = new LinkedHashMap<String, String>();
        var answer = answer(Request.cmd(Command.HGETALL).arg(key));
        for (var name : answer.getKeys()) {
            fields.put(name, answer.get(name).toString());
        }
        return fields;
    }

    /** Deletes fields, and the hash with its last one. */
    public void delete(String key, Collection<String> fields) throws IOException, InterruptedException {
        if (!fields.isEmpty()) {
            var command = Request.cmd(Command.HDEL).arg(key);
            fields.forEach(command::arg);
            answer(command);
        }
    }

    private Response answer(Request command) throws IOException, InterruptedException {
        Future<Response> question = client().send(command);
        try {
            return question.toCompletionStage()
                    .toCompletableFuture()
                    .get(config.timeout().toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException refused) {
            throw new IOException("Redis: " + refused.getCause().getMessage(), refused.getCause());
        } catch (TimeoutException silent) {
            throw new IOException("Redis gave no answer within " + config.timeout(), silent);
        }
    }

    private synchronized Redis client() throws IOException {
        if (redis == null) {
            var url = RedisUrl.parse(
                    config.url().orElseThrow(() -> new IOException(missing().orElseThrow())));
            redis = Redis.createClient(vertx, RedisChannel.options(url, config));
        }
        return redis;
    }

    @PreDestroy
    public synchronized void close() {
        if (redis != null) {
            redis.close();
        }
    }
}
