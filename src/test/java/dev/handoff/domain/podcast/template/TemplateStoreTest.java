package dev.handoff.domain.podcast.template;

import static dev.handoff.domain.podcast.template.Templating.JSON;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.handoff.engine.store.TestStore;
import dev.handoff.kit.database.PutCondition;
import dev.handoff.kit.database.Versioned;
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

class TemplateStoreTest {

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
        store = new TemplateStore(postgres.statements, JSON);
    }

    @Test
    void whatWasAddedIsFound() {
        var added = add(saying("\0 é")).orElseThrow();

        assertThat(store.find(id)).contains(added);
        assertThat(added.document()).isEqualTo(saying("\0 é"));
        assertThat(added.createdAt()).isEqualTo(added.updatedAt());
        assertThat(store.find(id + "x")).isEmpty();
    }

    @Test
    void addingLeavesWhatIsThere() {
        var first = add(template(id, "1")).orElseThrow();

        assertThat(add(template(id, "2"))).isEmpty();
        assertThat(store.find(id)).contains(first);
    }

    @Test
    void puttingCreatesAndThenReplaces() {
        var created = put(template(id, "1"));
        var replaced = put(template(id, "2"));

        assertThat(created.created()).isTrue();
        assertThat(replaced.created()).isFalse();
        assertThat(replaced.stored().version()).isGreaterThan(created.stored().version());
        assertThat(replaced.stored().createdAt()).isEqualTo(created.stored().createdAt());
        assertThat(replaced.stored().updatedAt()).isAfter(created.stored().updatedAt());
        assertThat(store.find(id)).contains(replaced.stored());
        assertThat(replaced.stored().document().name()).isEqualTo("2");
    }

    @Test
    void onlyTheNamedVersionIsReplaced() {
        long version = add(template(id, "1")).orElseThrow().version();

        assertThat(replace(template(id, "2"), Optional.of(Set.of(version + 1)))).isEmpty();
        assertThat(replace(template(id, "2"), Optional.of(Set.of()))).isEmpty();
        assertThat(replace(template(id, "2"), Optional.of(Set.of(version, 1L)))).isPresent();
        assertThat(replace(template(id, "3"), Optional.of(Set.of(version)))).isEmpty();
        assertThat(replace(template(id, "4"), WHICHEVER)).isPresent();
        assertThat(replace(template(id + "x", "2"), WHICHEVER)).isEmpty();
        assertThat(store.find(id).orElseThrow().document().name()).isEqualTo("4");
    }

    @Test
    void onlyTheNamedVersionIsDeleted() {
        long version = add(template(id, "1")).orElseThrow().version();

        assertThat(store.delete(id, Optional.of(Set.of(version + 1)))).isFalse();
        assertThat(store.delete(id, Optional.of(Set.of(version)))).isTrue();
        assertThat(store.delete(id, WHICHEVER)).isFalse();
        assertThat(store.find(id)).isEmpty();
    }

    @Test
    void noVersionComesBackWithANewTemplate() {
        long old = put(template(id, "1")).stored().version();
        store.delete(id, WHICHEVER);
        put(template(id, "1"));

        assertThat(replace(template(id, "2"), Optional.of(Set.of(old)))).isEmpty();
    }

    @Test
    void pagesFollowEachOtherByTheBytesOfTheIds() {
        var ids = Stream.of("A", "B", "a", "a-b", "a.b", "aB", "ab").map(it -> "page." + it);
        ids.forEach(it -> put(template(it, it)));

        var first = store.list(Optional.of("page."), 3);
        var second = store.list(Optional.of(first.getLast().id()), 4);

        assertThat(Stream.concat(first.stream(), second.stream()).map(TemplateStore.Listed::id))
                .containsExactly("page.A", "page.B", "page.a", "page.a-b", "page.a.b", "page.aB", "page.ab");
        assertThat(store.list(Optional.empty(), 1000)).hasSizeGreaterThanOrEqualTo(7);
    }

    @Test
    void listTellsOfEach() {
        var stored = put(template(id, "Weekly")).stored();

        assertThat(store.list(Optional.of(id.substring(0, id.length() - 1)), 1))
                .containsExactly(new TemplateStore.Listed(
                        id, Optional.of("Weekly"), stored.version(), stored.createdAt(), stored.updatedAt()));
    }

    @RepeatedTest(10)
    void oneOfManyWritersOfAVersionWins() throws Exception {
        long version = put(template(id, "start")).stored().version();

        var written = together(writer -> replace(template(id, "by " + writer), Optional.of(Set.of(version))));

        var winners = written.stream().flatMap(Optional::stream).toList();
        assertThat(winners).hasSize(1);
        assertThat(store.find(id)).contains(winners.getFirst());
    }

    @RepeatedTest(10)
    void oneOfManyCreatorsWins() throws Exception {
        var added = together(writer -> add(template(id, "by " + writer)));

        assertThat(added.stream().flatMap(Optional::stream)).hasSize(1);
    }

    @RepeatedTest(10)
    void oneOfManyPutsCreatesAndTheLastVersionIsTheLargest() throws Exception {
        var put = together(writer -> put(template(id, "by " + writer)));

        assertThat(put.stream().filter(Versioned.Put::created)).hasSize(1);
        var last = store.find(id).orElseThrow();
        assertThat(put.stream().map(it -> it.stored().version()))
                .doesNotHaveDuplicates()
                .allMatch(version -> version <= last.version());
        assertThat(put.stream().map(Versioned.Put::stored)).contains(last);
    }

    @Test
    void writerThatWaitedForAnotherChecksTheVersionAgain() {
        long version = put(template(id, "1")).stored().version();

        var late = new Object() {
            Optional<Versioned<Template>> replaced;
            Thread thread;
        };
        postgres.beforeCommit(
                "UPDATE template SET version = nextval('template_version') WHERE id = $1", Tuple.of(id), () -> {
                    late.thread = Thread.startVirtualThread(
                            () -> late.replaced = replace(template(id, "2"), Optional.of(Set.of(version))));
                    awaitLock();
                });
        join(late.thread);

        assertThat(late.replaced).isEmpty();
    }

    private Optional<Versioned<Template>> add(Template template) {
        return store.put(template, new PutCondition.IfAbsent()).map(Versioned.Put::stored);
    }

    private Versioned.Put<Template> put(Template template) {
        return store.put(template, new PutCondition.Always()).orElseThrow();
    }

    private Optional<Versioned<Template>> replace(Template template, Optional<Set<Long>> versions) {
        return store.put(template, new PutCondition.IfVersion(versions)).map(Versioned.Put::stored);
    }

    private static Template template(String id, String name) {
        return new Template(id, name, null, null, null, List.of(Templating.MAIN), null);
    }

    private Template saying(String text) {
        var speech = new Segment.Speech(text, null, null, null, null, null);
        return new Template(id, null, null, null, null, List.of(speech), null);
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
