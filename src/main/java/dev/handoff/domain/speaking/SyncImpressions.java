package dev.handoff.domain.speaking;

import dev.handoff.domain.speaking.ImpressionStore.Count;
import dev.handoff.kit.redis.RedisHashes;
import dev.handoff.task.Invalid;
import dev.handoff.task.TaskHandler;
import dev.handoff.task.TaskRun;
import dev.handoff.task.TaskType;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Moves impressions that other programs count in Redis into PostgreSQL. Each hash becomes a batch by one renaming, so that
 * nobody counts in it any more; it is stored under its new name, which PostgreSQL takes once, and then deleted. Whatever dies
 * in between leaves a batch behind, and the next task finishes it.
 */
@Singleton
final class SyncImpressions implements TaskHandler<SyncImpressions.Input, SyncImpressions.Moved> {

    static final TaskType<Input, Moved> SYNC_IMPRESSIONS = TaskType.of(
                    "sync-impressions-from-redis", Input.class, Moved.class)
            .description("Moves counts of impressions from Redis into the database, each once.")
            .timeout(Duration.ofMinutes(30))
            .heavy();

    private static final Pattern KIND = Pattern.compile("[^\\p{Cntrl}]{1,100}");
    private static final Pattern COUNT = Pattern.compile("[0-9]{1,12}");
    private static final int MAX_TOLD = 20;

    private final RedisHashes redis;
    private final ImpressionKeys keys;
    private final ImpressionStore store;

    SyncImpressions(RedisHashes redis, ImpressionKeys keys, ImpressionStore store) {
        this.redis = redis;
        this.keys = keys;
        this.store = store;
    }

    record Input() {}

    /**
     * What was moved.
     *
     * @param resources how many hashes
     * @param impressions how many in all
     * @param leftBehind how many of the hashes had been left behind by a task before
     * @param refused what is no count, and stays in Redis: keys and fields, the first ones
     */
    record Moved(long resources, long impressions, long leftBehind, List<String> refused) {}

    @Override
    public TaskType<Input, Moved> type() {
        return SYNC_IMPRESSIONS;
    }

    @Override
    public void check(Input input) {
        redis.missing().ifPresent(remedy -> {
            throw Invalid.task(remedy);
        });
    }

    @Override
    public Moved handle(Input input, TaskRun run) throws Exception {
        var refused = new ArrayList<String>();
        var left = redis.keys(keys.batches());
        long impressions = 0;
        for (var batch : left) {
            impressions += finish(batch, refused);
        }
        // Every batch that there was is finished, so none can come back that is forgotten now.
        store.forget();
        var counted = redis.keys(keys.counted());
        int done = 0;
        for (var key : counted) {
            run.progress(done++, counted.size());
            var batch = keys.batch(key);
            if (batch.isEmpty()) {
                refused.add(key + ": names no resource");
                continue;
            }
            redis.rename(key, batch.get());
            impressions += finish(batch.get(), refused);
        }
        run.progress(done, counted.size());
        return new Moved(
                (long) left.size() + counted.size(),
                impressions,
                left.size(),
                List.copyOf(refused.subList(0, Math.min(refused.size(), MAX_TOLD))));
    }

    private long finish(String batch, List<String> refused) throws IOException, InterruptedException {
        var counts = new ArrayList<Count>();
        redis.fields(batch).forEach((kind, count) -> {
            if (KIND.matcher(kind).matches() && COUNT.matcher(count).matches()) {
                counts.add(new Count(keys.resource(batch), kind, Long.parseLong(count)));
            } else {
                refused.add(batch
                        + ": its field is no kind with a count; count it in again where it belongs, and delete it");
            }
        });
        if (counts.isEmpty()) {
            return 0;
        }
        store.add(batch, counts);
        redis.delete(batch, counts.stream().map(Count::kind).toList());
        return counts.stream().mapToLong(Count::count).sum();
    }
}
