package dev.handoff.edge.trigger.celery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.handoff.kit.redis.RedisChannelsOf;
import dev.handoff.kit.redis.TestRedis;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Celery's own client finds what is put into a real Redis. */
@Timeout(60)
class RedisBackendTest {

    private final TestRedis redis = new TestRedis();
    private final RedisChannelsOf channels = new RedisChannelsOf(redis.url());
    private final RedisBackend backend = new RedisBackend(channels.channels.notices(redis.url()));
    private final Python python = Python.require();

    @AfterEach
    void close() {
        channels.close();
        redis.close();
    }

    @Test
    void resultIsThere() throws Exception {
        send("1", success("1"));

        assertThat(ask("print(app.AsyncResult('1').get(timeout=20), app.AsyncResult('1').status)"))
                .isEqualTo("{'words': 6} SUCCESS\n");
    }

    @Test
    void whoWaitsIsTold() throws Exception {
        var told = CompletableFuture.supplyAsync(() -> ask("print(app.AsyncResult('2').get(timeout=30))"));
        while (!told.isDone()) {
            // Only a notice reaches one who has looked already.
            send("2", success("2"));
            redis.flushAll();
        }

        assertThat(told.get()).isEqualTo("{'words': 6}\n");
    }

    @Test
    void failureIsRaised() throws Exception {
        send("3", CeleryResult.unknown("3", "no such task"));

        assertThat(ask("app.AsyncResult('3').get(timeout=20)")).contains("NotRegistered", "no such task");
    }

    @Test
    void ignoredResultIsPutNowhere() {
        assertThat(backend.address(call(true))).isEmpty();
        assertThat(backend.address(call(false))).isEqualTo("celery-task-meta-4");
    }

    @Test
    void redisThatIsAwayIsToldToBeTriedAgain() throws Exception {
        redis.stop();

        assertThatExceptionOfType(IOException.class)
                .isThrownBy(() -> send("5", success("5")))
                .withMessageStartingWith("Redis didn't");
        redis.start();
    }

    private static CeleryMessage call(boolean ignored) {
        return new CeleryMessage(
                "4", "t", "", ignored, Optional.empty(), Optional.empty(), 0, "application/json", Optional.empty());
    }

    private void send(String id, ObjectNode result) throws IOException {
        backend.send("celery-task-meta-" + id, id, result);
    }

    private static ObjectNode success(String id) {
        var result = JsonNodeFactory.instance.objectNode().put("task_id", id).put("status", "SUCCESS");
        result.putObject("result").put("words", 6);
        return result.putNull("traceback");
    }

    /** What it prints, or how it fails. */
    private String ask(String script) {
        var app = "from celery import Celery\napp = Celery(backend='" + redis.url() + "')\n";
        try {
            return python.run("memory://", app + script);
        } catch (AssertionError failed) {
            return failed.getMessage();
        }
    }
}
