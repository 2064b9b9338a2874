package dev.handoff.domain.podcast.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.handoff.engine.store.TestStore;
import io.vertx.mutiny.sqlclient.Tuple;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

class PostgresTemplateStoreTest {

    private static final Optional<Set<Long>> WHICHEVER = Optional.empty();
    private static final int WRITERS = 8;

    private static TestStore postgres;

    private final String id = UUID.randomUUID().toString();
    private TemplateStore store;

    @BeforeAll
    static void open() {
        postgres = new TestStore();
    }

    @AfterAll
    static void close() {
        postgres.close();
    }

    @BeforeEach
    void look() {
        store = postgres.templates;
    }

    @Test
    void whatWasAddedIsFound() {
        var added = store.add(template(id, "{\"a\": \"\\u0000 é\"}")).orElseThrow();

        assertThat(store.find(id)).contains(added);
        assertThat(added.id()).isEqualTo(id);
        assertThat(added.bodyJson()).isEqualTo("{\"a\": \"\\u0000 é\"}");
        assertThat(added.createdAt()).isEqualTo(added.updatedAt());
        assertThat(store.find(id + "x")).isEmpty();
    }

    @Test
    void addingLeavesWhatIsThere() {
        var first = store.add(template(id, "1")).orElseThrow();

        assertThat(store.add(template(id, "2"))).isEmpty();
        assertThat(store.find(id)).contains(first);
    }

    @Test
    void puttingCreatesAndThenReplaces() {
        var created = store.put(template(id, "1"));
        var replaced = store.put(template(id, "2"));

        assertThat(created.created()).isTrue();
        assertThat(replaced.created()).isFalse();
        assertThat(replaced.template().version())
                .isGreaterThan(created.template().version());
        assertThat(replaced.template().createdAt()).isEqualTo(created.template().createdAt());
        assertThat(replaced.template().updatedAt()).isAfter(created.template().updatedAt());
        assertThat(store.find(id)).contains(replaced.template());
        assertThat(replaced.template().bodyJson()).isEqualTo("2");
    }

    @Test
    void onlyTheNamedVersionIsReplaced() {
        long version = store.add(template(id, "1")).orElseThrow().version();

        assertThat(store.replace(template(id, "2"), Optional.of(Set.of(version + 1))))
                .isEmpty();
        assertThat(store.replace(template(id, "2"), Optional.of(Set.of()))).isEmpty();
        assertThat(store.replace(template(id, "2"), Optional.of(Set.of(version, 1L))))
                .isPresent();
        assertThat(store.replace(template(id, "3"), Optional.of(Set.of(version))))
                .isEmpty();
        assertThat(store.replace(template(id, "4"), WHICHEVER)).isPresent();
        assertThat(store.replace(template(id + "x", "2"), WHICHEVER)).isEmpty();
        assertThat(store.find(id).orElseThrow().bodyJson()).isEqualTo("4");
    }

    @Test
    void onlyTheNamedVersionIsDeleted() {
        long version = store.add(template(id, "1")).orElseThrow().version();

        assertThat(store.delete(id, Optional.of(Set.of(version + 1)))).isFalse();
        assertThat(store.delete(id, Optional.of(Set.of(version)))).isTrue();
        assertThat(store.delete(id, WHICHEVER)).isFalse();
        assertThat(store.find(id)).isEmpty();
    }

    @Test
    void noVersionComesBackWithANewTemplate() {
        long old = store.put(template(id, "1")).template().version();
        store.delete(id, WHICHEVER);
        store.put(template(id, "1"));

        assertThat(store.replace(template(id, "2"), Optional.of(Set.of(old)))).isEmpty();
    }

    @Test
    void pagesFollowEachOtherByTheBytesOfTheIds() {
        var ids = Stream.of("A", "B", "a", "a-b", "a.b", "aB", "ab").map(it -> "page." + it);
        ids.forEach(it -> store.put(template(it, it)));

        var first = store.list(Optional.of("page."), 3);
        var second = store.list(Optional.of(first.getLast().id()), 4);

        assertThat(Stream.concat(first.stream(), second.stream()).map(ListedTemplate::id))
                .containsExactly("page.A", "page.B", "page.a", "page.a-b", "page.a.b", "page.aB", "page.ab");
        assertThat(store.list(Optional.empty(), 1000)).hasSizeGreaterThanOrEqualTo(7);
    }

    @Test
    void listTellsOfEach() {
        var stored = store.put(new NewTemplate(id, Optional.of("Weekly"), "{}")).template();

        assertThat(store.list(Optional.of(id.substring(0, id.length() - 1)), 1))
                .containsExactly(new ListedTemplate(
                        id, Optional.of("Weekly"), stored.version(), stored.createdAt(), stored.updatedAt()));
    }

    @RepeatedTest(10)
    void oneOfManyWritersOfAVersionWins() throws Exception {
        long version = store.put(template(id, "start")).template().version();

        var written = together(writer -> store.replace(template(id, "by " + writer), Optional.of(Set.of(version))));

        var winners = written.stream().flatMap(Optional::stream).toList();
        assertThat(winners).hasSize(1);
        assertThat(store.find(id)).contains(winners.getFirst());
    }

    @RepeatedTest(10)
    void oneOfManyCreatorsWins() throws Exception {
        var added = together(writer -> store.add(template(id, "by " + writer)));

        assertThat(added.stream().flatMap(Optional::stream)).hasSize(1);
    }

    @RepeatedTest(10)
    void oneOfManyPutsCreatesAndTheLastVersionIsTheLargest() throws Exception {
        var put = together(writer -> store.put(template(id, "by " + writer)));

        assertThat(put.stream().filter(PutTemplate::created)).hasSize(1);
        var last = store.find(id).orElseThrow();
        assertThat(put.stream().map(it -> it.template().version()))
                .doesNotHaveDuplicates()
                .allMatch(version -> version <= last.version());
        assertThat(put.stream().map(PutTemplate::template)).contains(last);
    }

    @Test
    void writerThatWaitedForAnotherChecksTheVersionAgain() {
        long version = store.put(template(id, "1")).template().version();

        var late = new Object() {
            Optional<TemplateRecord> replaced;
            Thread thread;
        };
        postgres.beforeCommit(
                "UPDATE template SET version = nextval('template_version') WHERE id = $1", Tuple.of(id), () -> {
                    late.thread = Thread.startVirtualThread(
                            () -> late.replaced = store.replace(template(id, "2"), Optional.of(Set.of(version))));
                    awaitLock();
                });
        join(late.thread);

        assertThat(late.replaced).isEmpty();
    }

    private static NewTemplate template(String id, String body) {
        return new NewTemplate(id, Optional.empty(), body);
    }

    private interface Write<T> {
        T by(int writer);
    }

    private static <T> List<T> together(Write<T> write) throws Exception {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var writes = IntStream.range(0, WRITERS)
                    .<Callable<T>>mapToObj(writer -> () -> write.by(writer))
                    .toList();
            return threads.invokeAll(writes).stream()
                    .map(done -> done.resultNow())
                    .toList();
        }
    }

    private static void awaitLock() {
        await().until(() -> postgres.statements
                .first("SELECT FROM pg_stat_activity WHERE wait_event_type = 'Lock'", Tuple.tuple())
                .isPresent());
    }

    private static void join(Thread thread) {
        try {
            thread.join();
        } catch (InterruptedException stopped) {
            throw new AssertionError(stopped);
        }
    }
}
