package dev.handoff.domain.monitoring;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.handoff.Settings;
import dev.handoff.domain.monitoring.rule.Rules;
import dev.handoff.domain.monitoring.rule.Similarity;
import dev.handoff.event.Scans.Message;
import dev.handoff.event.Scans.MessageBatch;
import dev.handoff.event.Scans.Transmitted;
import dev.handoff.event.Topic;
import dev.handoff.kit.provider.embedding.Embedders;
import dev.handoff.kit.provider.embedding.EmbeddingConfig;
import dev.handoff.kit.provider.embedding.FakeEmbedder;
import dev.handoff.kit.provider.moderation.ModerationConfig;
import dev.handoff.kit.provider.moderation.Moderator;
import dev.handoff.task.TaskId;
import dev.handoff.task.TaskType;
import dev.handoff.task.TestRun;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;

/** Batches and the word that all were sent, at the same time, in any order, repeated and cut off: the scan ends once. */
class ScanPropertiesTest {

    private static ScanStores stores;
    private static Completion completion;
    private static BatchScan batchScan;
    private static CloseScan closeScan;
    private static FinalizeScan finalizeScan;

    @BeforeContainer
    static void open() {
        stores = new ScanStores();
        completion = new Completion(stores.scans);
        var moderator = new Moderator(Settings.of(ModerationConfig.class));
        var embedders = new Embedders(Settings.of(EmbeddingConfig.class), List.of(new FakeEmbedder("minilm")));
        var similarity = new Similarity(embedders, Settings.of(ScanConfig.class));
        var inspection = new Inspection(
                new Rules(stores.rules, new ObjectMapper(), similarity),
                similarity,
                moderator,
                Settings.of(ScanConfig.class));
        var untraced = new ScanTracing() {
            @Override
            public <T> T trace(String scan, Callable<T> work) throws Exception {
                return work.call();
            }
        };
        batchScan = new BatchScan(inspection, stores.scans, completion, moderator, untraced);
        closeScan = new CloseScan(stores.scans, completion);
        finalizeScan = new FinalizeScan(stores.scans);
    }

    @AfterContainer
    static void close() {
        stores.close();
    }

    /** An attempt, whose process may be killed before it submits anything. */
    private static final class Run extends TestRun {

        private final TaskId task;
        private final boolean killed;
        private final AtomicInteger published = new AtomicInteger();

        Run(TaskId task, boolean killed) {
            this.task = task;
            this.killed = killed;
        }

        @Override
        public TaskId taskId() {
            return task;
        }

        @Override
        public <I> TaskId submitOnce(String key, TaskType<I, ?> type, I input) {
            if (killed) {
                throw new Killed();
            }
            return stores.addOnce(type.name(), key);
        }

        @Override
        public <I> TaskId submit(String name, TaskType<I, ?> type, I input) {
            return task;
        }

        @Override
        public <E> void publish(Topic<E> topic, E data) {
            published.incrementAndGet();
        }
    }

    private static final class Killed extends RuntimeException {}

    private interface Deed {
        void run(Run attempt) throws Exception;
    }

    @Property(tries = 150)
    void scanEndsOnceAndCountsEveryMessageOnce(
            @ForAll @Size(max = 8) List<@IntRange(min = 1, max = 4) Integer> batches, @ForAll long seed)
            throws Exception {
        var scan = "scan-" + UUID.randomUUID();
        var random = new Random(seed);
        int messages = batches.stream().mapToInt(Integer::intValue).sum();
        var deeds = new ArrayList<Callable<Void>>();
        for (int i = 0; i < batches.size(); i++) {
            var batch = batch(scan, i, batches.get(i));
            repeat(random, deeds, run -> batchScan.handle(batch, run));
        }
        var transmitted = new Transmitted(scan, "c1", messages);
        repeat(random, deeds, run -> closeScan.handle(transmitted, run));
        Collections.shuffle(deeds, random);

        together(deeds);

        assertThat(stores.tasks(scan)).as("tasks that finish the scan").isEqualTo(1);
        var finish = stores.addOnce("finalize-scan", scan);
        var first = new Run(finish, false);
        var stranger = new Run(new TaskId(UUID.randomUUID()), false);
        var outcome = finalizeScan.handle(new FinalizeScan.Input(scan), first);
        assertThat(finalizeScan.handle(new FinalizeScan.Input(scan), stranger).scan())
                .isEqualTo(outcome.scan());
        assertThat(outcome.scan().processedMessages()).isEqualTo(messages);
        assertThat(first.published).hasValue(1);
        assertThat(stranger.published).hasValue(0);
    }

    /** Once to three times, and each time perhaps once more because the process was killed. */
    private static void repeat(Random random, List<Callable<Void>> deeds, Deed deed) {
        for (int times = 1 + random.nextInt(3); times > 0; times--) {
            boolean killed = random.nextBoolean();
            deeds.add(() -> {
                var task = new TaskId(UUID.randomUUID());
                try {
                    deed.run(new Run(task, killed));
                } catch (Killed again) {
                    deed.run(new Run(task, false));
                }
                return null;
            });
        }
    }

    private static void together(List<Callable<Void>> deeds) throws Exception {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var done : threads.invokeAll(deeds)) {
                done.get();
            }
        }
    }

    private static MessageBatch batch(String scan, int number, int size) {
        var messages = new ArrayList<Message>();
        for (int i = 0; i < size; i++) {
            messages.add(new Message("m" + number + "-" + i, "ann", "hello", null));
        }
        return new MessageBatch(scan, "c1", number, messages);
    }
}
