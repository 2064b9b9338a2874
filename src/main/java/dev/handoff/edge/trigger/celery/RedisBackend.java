package dev.handoff.edge.trigger.celery;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.handoff.kit.redis.RedisNotices;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;

/** Results go to Redis, where Celery looks for them and is told of them. */
final class RedisBackend implements CeleryBackend {

    private static final String KEY = "celery-task-meta-";

    /** Celery's own result_expires. */
    private static final Duration KEPT = Duration.ofDays(1);

    private final RedisNotices redis;

    RedisBackend(RedisNotices redis) {
        this.redis = redis;
    }

    @Override
    public String address(CeleryMessage call) {
        return call.ignored() ? "" : KEY + call.id();
    }

    @Override
    public void send(String address, String id, ObjectNode result) throws IOException {
        var now = LocalDateTime.ofInstant(Instant.now(), ZoneOffset.UTC);
        redis.put(address, result.put("date_done", now.toString()).toString(), KEPT);
    }
}
