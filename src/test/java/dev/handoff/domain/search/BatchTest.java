package dev.handoff.domain.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.handoff.kit.provider.embedding.Embedder;
import dev.handoff.task.TaskFailure;
import dev.handoff.task.TaskId;
import dev.handoff.task.TestRun;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class BatchTest {

    private final MemoryEmbeddings store = new MemoryEmbeddings();
    private final Provider provider = new Provider();

    /** Four kinds of poison: there is no such item, it is blank, the provider refuses it, its model can't read it. */
    @Property(tries = 200)
    void poisonItemsFailAndTheOthersSucceed(
            @ForAll @Size(max = 90) Set<@IntRange(max = 99) Integer> poisons, @ForAll @IntRange(max = 3) int poison)
            throws Exception {
        var memory = new MemoryEmbeddings();
        for (int id = 0; id < 100; id++) {
            if (!poisons.contains(id)) {
                memory.put(id, "text " + id);
            } else if (poison > 0) {
                memory.put(id, List.of(" \n", "poison", "foreign").get(poison - 1));
            }
        }

        var counts = new Batch(ItemKind.ATOM, ids(100), provider, memory, run()).embed();

        assertThat(counts).isEqualTo(new Counts(100 - poisons.size(), poisons.size(), 0));
        assertThat(memory.claims).isEmpty();
    }

    @Test
    void aSecondBatchSkipsWhatTheFirstHasEmbedded() throws Exception {
        put(5);

        assertThat(batch(ids(5), run()).embed()).isEqualTo(new Counts(5, 0, 0));
        assertThat(batch(ids(5), run()).embed()).isEqualTo(new Counts(0, 0, 5));
        store.put(3, "changed");
        assertThat(batch(ids(5), run()).embed()).isEqualTo(new Counts(1, 0, 4));
        assertThat(provider.texts).hasSize(6).endsWith("changed");
    }

    @Test
    void whoeverEmbedsTheSameAtTheSameTimePaysOnce() throws Exception {
        put(100);
        provider.pause = Duration.ofMillis(100);

        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var all = threads.invokeAll(IntStream.range(0, 8)
                    .<Callable<Counts>>mapToObj(
                            i -> () -> batch(ids(100), run()).embed())
                    .toList());

            assertThat(all)
                    .allSatisfy(counts -> assertThat(counts.get().failed()).isZero());
            assertThat(all.stream().mapToInt(counts -> counts.resultNow().success()))
                    .satisfies(successes -> assertThat(successes.stream()
                                    .mapToInt(Integer::intValue)
                                    .sum())
                            .isEqualTo(100));
        }
        assertThat(provider.texts).hasSize(100).doesNotHaveDuplicates();
    }

    @Test
    void anAttemptAfterAFailureAsksForTheRestAndCountsAll() throws Exception {
        put(3);
        store.put(1, "long", chunks(99));
        provider.failsAt = "text 2";
        var run = run();

        assertThatExceptionOfType(IOException.class)
                .isThrownBy(() -> batch(ids(3), run).embed());
        assertThat(store.claims).isEmpty();
        provider.failsAt = "nothing";

        assertThat(batch(ids(3), run).embed()).isEqualTo(new Counts(3, 0, 0));
        assertThat(provider.texts).doesNotHaveDuplicates();
    }

    @Test
    void aProviderThatRefusesEverythingFailsTheTask() {
        store.put(1, "poison");
        store.put(2, "poison");

        assertThatExceptionOfType(TaskFailure.class)
                .isThrownBy(() -> batch(List.of(1L, 2L), run()).embed())
                .withMessage("refused");
    }

    @Test
    void anItemFailsWithAnyOfItsParts() throws Exception {
        put(3);
        store.put(1, "long", "chunk", "poison", "chunk");

        assertThat(batch(ids(3), run()).embed()).isEqualTo(new Counts(2, 1, 0));
    }

    @Test
    void partsAreEmbeddedAHundredAtATime() throws Exception {
        store.put(1, "long", chunks(250));
        store.put(2, "short");

        assertThat(batch(List.of(1L, 2L), run()).embed()).isEqualTo(new Counts(2, 0, 0));
        assertThat(provider.calls).containsExactly(100, 100, 50, 1);
    }

    @Test
    void aTextThatChangesMeanwhileIsEmbeddedAnew() throws Exception {
        store.put(1, "old");
        provider.meanwhile = () -> store.put(1, "new");

        assertThat(batch(List.of(1L), run()).embed()).isEqualTo(new Counts(1, 0, 0));
        assertThat(provider.texts).containsExactly("old", "new");
    }

    @Test
    void whatIsNamedTwiceIsEmbeddedOnce() throws Exception {
        put(1);

        assertThat(batch(List.of(0L, 0L, 0L), run()).embed()).isEqualTo(new Counts(1, 0, 2));
    }

    private void put(int count) {
        ids(count).forEach(id -> store.put(id, "text " + id));
    }

    private Batch batch(List<Long> ids, TestRun run) {
        return new Batch(ItemKind.MESSAGE, ids, provider, store, run);
    }

    private static List<Long> ids(int count) {
        return LongStream.range(0, count).boxed().toList();
    }

    private static String[] chunks(int count) {
        return Stream.iterate(1, i -> i + 1).limit(count).map(i -> "chunk " + i).toArray(String[]::new);
    }

    private static TestRun run() {
        var id = new TaskId(UUID.randomUUID());
        return new TestRun() {
            @Override
            public TaskId taskId() {
                return id;
            }
        };
    }

    /** Remembers what it was paid for. */
    private static final class Provider implements Embedder {

        final List<String> texts = Collections.synchronizedList(new ArrayList<>());
        final List<Integer> calls = Collections.synchronizedList(new ArrayList<>());
        Duration pause = Duration.ZERO;
        String failsAt = "nothing";
        Runnable meanwhile = () -> {};

        @Override
        public String name() {
            return "provider";
        }

        @Override
        public String model() {
            return "model";
        }

        @Override
        public int dimensions() {
            return 1;
        }

        @Override
        public Optional<String> missing() {
            return Optional.empty();
        }

        @Override
        public Optional<String> unreadable(String text) {
            return text.equals("foreign") ? Optional.of("is foreign") : Optional.empty();
        }

        @Override
        public List<float[]> embed(List<String> asked) throws TaskFailure, IOException, InterruptedException {
            assertThat(asked).doesNotContain("foreign");
            if (asked.contains("poison")) {
                throw TaskFailure.permanent("refused");
            }
            if (asked.contains(failsAt)) {
                throw new IOException("down");
            }
            texts.addAll(asked);
            calls.add(asked.size());
            Thread.sleep(pause);
            meanwhile.run();
            meanwhile = () -> {};
            return asked.stream().map(text -> new float[] {1}).toList();
        }
    }
}
