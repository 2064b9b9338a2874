package dev.handoff.domain.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.handoff.domain.search.EmbeddingStore.Maker;
import dev.handoff.engine.store.TestStore;
import dev.handoff.task.TaskId;
import io.vertx.mutiny.sqlclient.Tuple;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What holds with pgvector and without. */
abstract class EmbeddingStoreContract {

    private static final Duration LEASE = Duration.ofMinutes(5);
    private static final Instant LONG_AGO = Instant.parse("2020-02-02T20:20:20Z");
    private static final int DIMENSIONS = 384;

    private final TaskId task = new TaskId(UUID.randomUUID());
    // Tests share a database: each has a maker of its own, whose vectors nobody else sees.
    private final Maker maker = new Maker("minilm", UUID.randomUUID().toString());

    private TestStore postgres;

    protected abstract TestStore postgres();

    @BeforeEach
    void empty() {
        postgres = postgres();
        postgres.statements.run("TRUNCATE message, atom, chunk, embedding, embedding_claim", Tuple.tuple());
    }

    @ParameterizedTest
    @EnumSource
    void itemsAreKeptOnceAndChangedWhenTheyDiffer(ItemKind kind) {
        assertThat(put(kind, 1, "one")).isTrue();
        assertThat(put(kind, 1, "one")).isFalse();
        long revision = text(kind, 1).revision();
        assertThat(put(kind, 1, "two")).isTrue();

        assertThat(text(kind, 1).revision()).isGreaterThan(revision);
        assertThat(text(kind, 1).text()).endsWith("two");
    }

    @Test
    void anotherAuthorIsNoOtherText() {
        postgres.items.put(ItemKind.MESSAGE, List.of(new ItemStore.Item(1, Optional.of("ann"), "x", Optional.empty())));
        long revision = text(ItemKind.MESSAGE, 1).revision();

        assertThat(postgres.items.put(
                        ItemKind.MESSAGE, List.of(new ItemStore.Item(1, Optional.of("bob"), "x", Optional.empty()))))
                .containsExactly(1L);
        assertThat(text(ItemKind.MESSAGE, 1).revision()).isEqualTo(revision);
    }

    @Test
    void anAtomsTitleIsAPartOfItsText() {
        postgres.items.put(
                ItemKind.ATOM, List.of(new ItemStore.Item(1, Optional.of("Limits"), "Ten.", Optional.empty())));
        postgres.items.put(ItemKind.ATOM, List.of(new ItemStore.Item(2, Optional.empty(), "Ten.", Optional.empty())));

        assertThat(text(ItemKind.ATOM, 1).text()).isEqualTo("Limits\nTen.");
        assertThat(text(ItemKind.ATOM, 2).text()).isEqualTo("Ten.");
    }

    @ParameterizedTest
    @EnumSource
    void chunksAreReplacedUntilTheTextChanges(ItemKind kind) {
        put(kind, 1, "long");
        assertThat(postgres.items.cut(kind, 1, text(kind, 1).revision(), List.of("a", "b", "c")))
                .isTrue();
        assertThat(text(kind, 1).chunks()).containsExactly("a", "b", "c");
        assertThat(postgres.items.cut(kind, 1, text(kind, 1).revision() - 1, List.of("x")))
                .isFalse();
        assertThat(postgres.items.cut(kind, 1, text(kind, 1).revision(), List.of("d")))
                .isTrue();
        assertThat(text(kind, 1).chunks()).containsExactly("d");
        assertThat(postgres.items.cut(kind, 1, text(kind, 1).revision(), List.of()))
                .isTrue();
        assertThat(text(kind, 1).chunks()).isEmpty();
        postgres.items.cut(kind, 1, text(kind, 1).revision(), List.of("e"));

        put(kind, 1, "another");

        assertThat(text(kind, 1).chunks()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void whatIsEmbeddedStaysSoUntilTheTextChanges(ItemKind kind) {
        put(kind, 1, "one");

        assertThat(embed(kind, 1, axis(0))).isTrue();
        assertThat(claim(kind, task, 1)).isEmpty();
        assertThat(text(kind, 1).embeddedBy()).contains(task);
        put(kind, 1, "two");

        assertThat(text(kind, 1).embeddedBy()).isEmpty();
        assertThat(nearest(axis(0), 10)).isEmpty();
        assertThat(claim(kind, task, 1)).containsExactly(1L);
        assertThat(embed(kind, 1, axis(1))).isTrue();
        assertThat(nearest(axis(1), 10)).extracting(Neighbour::id).containsExactly(1L);
    }

    @Test
    void vectorsOfATextThatHasChangedMeanwhileAreNotStored() {
        put(ItemKind.MESSAGE, 1, "one");
        var old = text(ItemKind.MESSAGE, 1);
        put(ItemKind.MESSAGE, 1, "two");

        assertThat(postgres.embeddings.save(ItemKind.MESSAGE, old, maker, task, List.of(axis(0))))
                .isFalse();
        assertThat(nearest(axis(0), 10)).isEmpty();
    }

    @Test
    void oneOfManyTasksClaims() throws Exception {
        put(ItemKind.MESSAGE, 1, "one");

        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var claims = threads.invokeAll(IntStream.range(0, 20)
                    .<Callable<Set<Long>>>mapToObj(i -> () -> claim(ItemKind.MESSAGE, new TaskId(UUID.randomUUID()), 1))
                    .toList());

            assertThat(claims.stream().filter(claim -> !claim.resultNow().isEmpty()))
                    .hasSize(1);
        }
    }

    @Test
    void aClaimIsItsTasksUntilItLapsesOrIsReleased() {
        var other = new TaskId(UUID.randomUUID());
        put(ItemKind.MESSAGE, 1, "one");

        assertThat(claim(ItemKind.MESSAGE, task, 1)).containsExactly(1L);
        assertThat(claim(ItemKind.MESSAGE, task, 1)).containsExactly(1L);
        assertThat(claim(ItemKind.MESSAGE, other, 1)).isEmpty();
        postgres.embeddings.release(ItemKind.MESSAGE, List.of(1L), maker, other);
        assertThat(claim(ItemKind.MESSAGE, other, 1)).isEmpty();
        postgres.embeddings.release(ItemKind.MESSAGE, List.of(1L), maker, task);
        assertThat(claim(ItemKind.MESSAGE, other, 1)).containsExactly(1L);
        postgres.statements.run("UPDATE embedding_claim SET until = now() - interval '1 s'", Tuple.tuple());
        assertThat(claim(ItemKind.MESSAGE, task, 1)).containsExactly(1L);
    }

    @Test
    void anItemIsAsNearAsTheNearestOfItsParts() {
        put(ItemKind.ATOM, 1, "long");
        postgres.items.cut(ItemKind.ATOM, 1, text(ItemKind.ATOM, 1).revision(), List.of("first", "second"));
        embed(ItemKind.ATOM, 1, axis(0), axis(1));
        put(ItemKind.MESSAGE, 1, "short");
        embed(ItemKind.MESSAGE, 1, between(1, 2));

        var found = nearest(axis(1), 10);

        assertThat(found).extracting(Neighbour::kind).containsExactly(ItemKind.ATOM, ItemKind.MESSAGE);
        assertThat(found).extracting(Neighbour::text).containsExactly("second", "short");
        assertThat(found.get(0).score()).isCloseTo(1, within(1e-6));
        assertThat(found.get(1).score()).isCloseTo(Math.sqrt(0.5), within(1e-6));
        assertThat(found.getLast().heading()).contains("heading");
        assertThat(found.getLast().createdAt()).isEqualTo(LONG_AGO);
        assertThat(nearest(axis(1), 1)).hasSize(1);
        assertThat(postgres.embeddings.nearest(axis(1), maker, Optional.of(ItemKind.MESSAGE), 10))
                .extracting(Neighbour::text)
                .containsExactly("short");
    }

    @Test
    void fewerChunksLeaveNoneOfTheOldOnes() {
        put(ItemKind.ATOM, 1, "long");
        postgres.items.cut(ItemKind.ATOM, 1, text(ItemKind.ATOM, 1).revision(), List.of("first", "second"));
        embed(ItemKind.ATOM, 1, axis(0), axis(1));
        postgres.items.cut(ItemKind.ATOM, 1, text(ItemKind.ATOM, 1).revision(), List.of());
        embed(ItemKind.ATOM, 1, axis(2));

        assertThat(nearest(axis(2), 10)).extracting(Neighbour::text).containsExactly("long");
        assertThat(postgres.statements.run("SELECT FROM embedding", Tuple.tuple()))
                .hasSize(1);
    }

    @Test
    void vectorsOfOtherMakersAreNotSeen() {
        put(ItemKind.MESSAGE, 1, "one");
        embed(ItemKind.MESSAGE, 1, axis(0));

        var other = new Maker("openai", maker.model());

        assertThat(postgres.embeddings.nearest(axis(0), other, Optional.empty(), 10))
                .isEmpty();
        assertThat(postgres.embeddings.claim(ItemKind.MESSAGE, List.of(1L), other, task, LEASE))
                .containsExactly(1L);
    }

    @Test
    void nearestAreThoseThatAComparisonOfAllFinds() {
        var random = new Random(5);
        var vectors = IntStream.range(0, 300).mapToObj(i -> anywhere(random)).toList();
        for (int i = 0; i < vectors.size(); i++) {
            put(ItemKind.MESSAGE, i, "message " + i);
            embed(ItemKind.MESSAGE, i, vectors.get(i));
        }
        var wanted = anywhere(random);

        var found = nearest(wanted, 20);

        var expected = LongStream.range(0, vectors.size())
                .boxed()
                .sorted((one, other) -> Double.compare(
                        product(vectors.get(other.intValue()), wanted), product(vectors.get(one.intValue()), wanted)))
                .limit(20)
                .toList();
        assertThat(found).extracting(Neighbour::id).isEqualTo(expected);
        assertThat(found.getFirst().score())
                .isCloseTo(product(vectors.get(expected.getFirst().intValue()), wanted), within(1e-5));
    }

    private boolean put(ItemKind kind, long id, String content) {
        var heading = kind == ItemKind.ATOM ? Optional.<String>empty() : Optional.of("heading");
        return !postgres.items
                .put(kind, List.of(new ItemStore.Item(id, heading, content, Optional.of(LONG_AGO))))
                .isEmpty();
    }

    private ItemText text(ItemKind kind, long id) {
        return postgres.embeddings.texts(kind, List.of(id), maker).getFirst();
    }

    private Set<Long> claim(ItemKind kind, TaskId claimer, long id) {
        return postgres.embeddings.claim(kind, List.of(id), maker, claimer, LEASE);
    }

    private boolean embed(ItemKind kind, long id, float[]... vectors) {
        return postgres.embeddings.save(kind, text(kind, id), maker, task, Arrays.asList(vectors));
    }

    private List<Neighbour> nearest(float[] vector, int most) {
        return postgres.embeddings.nearest(vector, maker, Optional.empty(), most);
    }

    private static float[] axis(int which) {
        var vector = new float[DIMENSIONS];
        vector[which] = 1;
        return vector;
    }

    private static float[] between(int one, int other) {
        var vector = new float[DIMENSIONS];
        vector[one] = (float) Math.sqrt(0.5);
        vector[other] = (float) Math.sqrt(0.5);
        return vector;
    }

    private static float[] anywhere(Random random) {
        var vector = new float[DIMENSIONS];
        for (int i = 0; i < DIMENSIONS; i++) {
            vector[i] = (float) random.nextGaussian();
        }
        double length = Math.sqrt(product(vector, vector));
        for (int i = 0; i < DIMENSIONS; i++) {
            vector[i] /= (float) length;
        }
        return vector;
    }

    private static double product(float[] one, float[] other) {
        return IntStream.range(0, one.length)
                .mapToDouble(i -> (double) one[i] * other[i])
                .sum();
    }
}
