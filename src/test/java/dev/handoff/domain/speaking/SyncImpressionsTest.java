package dev.handoff.domain.speaking;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.handoff.Settings;
import dev.handoff.domain.speaking.SyncImpressions.Input;
import dev.handoff.engine.store.TestStore;
import dev.handoff.kit.redis.RedisConfig;
import dev.handoff.kit.redis.RedisHashes;
import dev.handoff.kit.redis.TestRedis;
import dev.handoff.task.Invalid;
import dev.handoff.task.TestRun;
import io.quarkus.runtime.configuration.ConfigurationException;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;

/** With a real Redis and a real PostgreSQL: counts arrive once, whoever dies between which two commands. */
class SyncImpressionsTest {

    private static final ImpressionKeys KEYS = new ImpressionKeys(Settings.of(ImpressionConfig.class));

    private static Vertx vertx;
    private static TestRedis server;
    private static TestStore postgres;
    private static ImpressionStore store;
    private static RedisConfig config;

    private final String id = UUID.randomUUID().toString();

    @BeforeContainer
    static void open() {
        vertx = Vertx.vertx();
        server = new TestRedis();
        postgres = new TestStore();
        store = new ImpressionStore(postgres.statements);
        config = Settings.of(RedisConfig.class, Map.of("handoff.redis.url", server.url()));
    }

    @AfterContainer
    static void close() {
        postgres.close();
        server.close();
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    private static final class Killed extends RuntimeException {}

    /** The real one, until its process is killed: before or after a command. */
    private static final class Mortal extends RedisHashes {

        private int left;

        /** @param halves of commands: each has a before and an after */
        Mortal(int halves) {
            super(config, vertx);
            left = halves;
        }

        private void live() {
            if (left-- == 0) {
                throw new Killed();
            }
        }

        private <T> T dying(Callable<T> command) throws IOException, InterruptedException {
            live();
            try {
                var answer = command.call();
                live();
                return answer;
            } catch (IOException | InterruptedException | RuntimeException e) {
                throw e;
            } catch (Exception impossible) {
                throw new IllegalStateException(impossible);
            }
        }

        @Override
        public List<String> keys(String pattern) throws IOException, InterruptedException {
            return dying(() -> super.keys(pattern));
        }

        @Override
        public void rename(String key, String unique) throws IOException, InterruptedException {
            dying(() -> {
                super.rename(key, unique);
                return null;
            });
        }

        @Override
        public Map<String, String> fields(String key) throws IOException, InterruptedException {
            return dying(() -> super.fields(key));
        }

        @Override
        public void delete(String key, Collection<String> fields) throws IOException, InterruptedException {
            dying(() -> {
                super.delete(key, fields);
                return null;
            });
        }
    }

    @Example
    void countsAreMovedAndBeginAnew() throws Exception {
        count(id, "view", 3);
        count(id, "like", 1);

        var moved = sync();
        count(id, "view", 2);
        sync();

        assertThat(moved.impressions()).isEqualTo(4);
        assertThat(store.of(id)).isEqualTo(Map.of("view", 5L, "like", 1L));
        assertThat(sync().resources()).isZero();
    }

    @Example
    void nothingIsLostOrCountedTwiceWhereverTheProcessIsKilled() throws Exception {
        long views = 0;
        for (int halves = 0; ; halves++) {
            count(id, "view", 1);
            views++;
            boolean died = dies(halves);
            count(id, "view", 10);
            views += 10;

            sync();

            assertThat(store.of(id))
                    .as("killed after %s halves of commands", halves)
                    .containsEntry("view", views);
            if (!died) {
                // Two lists, renaming, reading and deleting.
                assertThat(halves).isEqualTo(10);
                return;
            }
        }
    }

    @Property(tries = 25)
    void anyOrderRepetitionAndConcurrencyEndsInTheCountsOfAModel(
            @ForAll @Size(min = 1, max = 25) List<@IntRange(max = 19) Integer> deeds) throws Exception {
        var resources = List.of(UUID.randomUUID() + "-a", UUID.randomUUID() + "-b");
        var model = new HashMap<String, Map<String, Long>>();
        for (int deed : deeds) {
            if (deed < 8) {
                var resource = resources.get(deed % 2);
                var kind = deed < 4 ? "view" : "like";
                count(resource, kind, deed + 1);
                model.computeIfAbsent(resource, _ -> new HashMap<>()).merge(kind, deed + 1L, Long::sum);
            } else if (deed < 18) {
                dies(deed - 8);
            } else {
                twoAtOnce();
            }
        }

        sync();

        for (var resource : resources) {
            assertThat(store.of(resource)).isEqualTo(model.getOrDefault(resource, Map.of()));
        }
        assertThat(server.ask("KEYS handoff-batch:*")).contains("*0");
    }

    @Example
    void whatIsNoCountStaysInRedisAndIsTold() throws Exception {
        count(id, "view", 3);
        server.ask("HSET impressions:" + id + " like many", "HSET impressions:a/b view 1");

        var moved = sync();

        assertThat(store.of(id)).isEqualTo(Map.of("view", 3L));
        assertThat(moved.refused()).hasSize(2).anySatisfy(it -> assertThat(it).contains("impressions:a/b"));
        assertThat(server.ask("KEYS handoff-batch:*")).contains(id);
        server.flushAll();
    }

    @Example
    void withoutRedisItIsRefusedWithTheRemedy() {
        var nowhere = new RedisHashes(Settings.of(RedisConfig.class), vertx);

        assertThatThrownBy(() -> new SyncImpressions(nowhere, KEYS, store).check(new Input()))
                .isInstanceOf(Invalid.class)
                .hasMessageContaining("REDIS_URL");
    }

    @Example
    void faultyPatternIsRefused() {
        for (var pattern :
                List.of("{resource_id}", "impressions", "i:{resource_id}:x", "handoff-batch:{resource_id}")) {
            var faulty = Settings.of(ImpressionConfig.class, Map.of("handoff.impressions.key", pattern));
            assertThatThrownBy(() -> new ImpressionKeys(faulty))
                    .isInstanceOf(ConfigurationException.class)
                    .hasMessageContaining(pattern);
        }
    }

    private static void count(String resource, String kind, long by) throws IOException {
        server.ask("HINCRBY impressions:" + resource + " " + kind + " " + by);
    }

    private static SyncImpressions.Moved sync() throws Exception {
        return sync(Integer.MAX_VALUE);
    }

    private static SyncImpressions.Moved sync(int halves) throws Exception {
        var redis = new Mortal(halves);
        try {
            return new SyncImpressions(redis, KEYS, store).handle(new Input(), new TestRun());
        } finally {
            redis.close();
        }
    }

    /** Whether it was killed before it was done. */
    private static boolean dies(int halves) throws Exception {
        try {
            sync(halves);
            return false;
        } catch (Killed dead) {
            return true;
        }
    }

    private static void twoAtOnce() throws Exception {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var one = threads.submit(() -> sync());
            var other = threads.submit(() -> sync());
            one.get();
            other.get();
        }
    }
}
