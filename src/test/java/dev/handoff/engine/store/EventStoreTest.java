package dev.handoff.engine.store;

import static dev.handoff.engine.store.EventState.DEAD;
import static dev.handoff.engine.store.EventState.PENDING;
import static dev.handoff.engine.store.EventState.PUBLISHED;
import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.mutiny.sqlclient.Tuple;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class EventStoreTest {

    private static final Duration LEASE = Duration.ofSeconds(30);
    private static final Instant EVER = Instant.parse("2000-01-01T00:00:00Z");
    private static final Instant NEVER = Instant.parse("2100-01-01T00:00:00Z");

    private static TestStore postgres;

    private final EventStore store = postgres.events;

    @BeforeAll
    static void open() {
        postgres = new TestStore();
    }

    @AfterAll
    static void close() {
        postgres.close();
    }

    @BeforeEach
    void empty() {
        postgres.statements.run("TRUNCATE event", Tuple.tuple());
    }

    @Test
    void addedEventIsPending() {
        var event = event(UUID.randomUUID());

        var added = store.add(List.of(event)).getFirst();

        assertThat(added.duplicate()).isFalse();
        assertThat(added.event().dataJson()).isEqualTo("{\"n\": 1}");
        assertThat(look(event.id()).state()).isEqualTo(PENDING);
    }

    @Test
    void idThatIsKnownFindsTheEarlierEvent() {
        var event = event(UUID.randomUUID());
        var other = event(UUID.randomUUID());
        store.add(List.of(event));

        var added = store.add(List.of(other, event, other));

        assertThat(added).extracting(EventStore.Added::duplicate).containsExactly(false, true, true);
        assertThat(added).extracting(it -> it.event().id()).containsExactly(other.id(), event.id(), other.id());
    }

    @Test
    void takenEventIsLeftAloneUntilItsLeaseEnds() {
        var event = added();

        assertThat(take()).extracting(taken -> taken.event().id()).containsExactly(event);
        assertThat(take()).isEmpty();

        lapse(event);
        assertThat(take()).hasSize(1);
    }

    @Test
    void unknownTopicsAreLeftToOthers() {
        added();

        assertThat(store.take(10, LEASE, Set.of("post.published.v2", "post.deleted.v1")))
                .isEmpty();
    }

    @Test
    void everyEventIsTakenByOneRelay() throws Exception {
        for (int i = 0; i < 200; i++) {
            added();
        }

        var taken = new ArrayList<UUID>();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Callable<List<EventStore.Taken>> relay = () -> store.take(50, LEASE, Set.of("post.published.v1"));
            for (var batch : threads.invokeAll(Collections.nCopies(8, relay))) {
                batch.get().forEach(it -> taken.add(it.event().id()));
            }
        }

        assertThat(taken).doesNotHaveDuplicates();
    }

    @Test
    void publishedEventIsNotTakenAgain() {
        var event = added();

        store.published(take());

        assertThat(look(event).state()).isEqualTo(PUBLISHED);
        lapse(event);
        assertThat(take()).isEmpty();
    }

    @Test
    void relayThatWasOvertakenChangesNothing() {
        var event = added();
        var slow = take().getFirst();
        lapse(event);
        take();

        store.published(List.of(slow));

        assertThat(store.retry(slow, Duration.ZERO, "late")).isFalse();
        assertThat(store.bury(slow, "late")).isFalse();
        assertThat(look(event).state()).isEqualTo(PENDING);
        assertThat(look(event).failures()).isZero();
    }

    @Test
    void failedEventIsPutOffAndSaysWhy() {
        var event = added();

        assertThat(store.retry(take().getFirst(), Duration.ofHours(1), "no\0way"))
                .isTrue();

        assertThat(take()).isEmpty();
        assertThat(look(event).failures()).isEqualTo(1);
        assertThat(look(event).error()).contains("no\uFFFDway");
        assertThat(look(event).relayAt().orElseThrow()).isAfter(Instant.now().plusSeconds(3000));
    }

    @Test
    void deadEventSaysWhy() {
        var event = added();

        assertThat(store.bury(take().getFirst(), "index-post fails")).isTrue();

        assertThat(look(event).state()).isEqualTo(DEAD);
        assertThat(look(event).error()).contains("index-post fails");
        lapse(event);
        assertThat(take()).isEmpty();
    }

    @Test
    void replayTakesUpDeadAndPublishedEvents() {
        var dead = added();
        store.bury(take().getFirst(), "x");
        var published = added();
        store.published(take());
        added();

        assertThat(replay("post.published", EVER, NEVER, Optional.empty())).isEqualTo(2);

        assertThat(look(dead).failures()).isZero();
        assertThat(look(dead).event().replay()).isEmpty();
        assertThat(take()).extracting(taken -> taken.event().id()).contains(dead, published);
    }

    @Test
    void replayIsBoundToItsTopicAndTime() {
        added();
        store.published(take());

        assertThat(replay("post.deleted", EVER, NEVER, Optional.empty())).isZero();
        assertThat(replay("post.published", EVER, EVER, Optional.empty())).isZero();
        assertThat(replay("post.published", NEVER, NEVER, Optional.empty())).isZero();
    }

    @Test
    void replayGoesOnWhereAPortionEnds() {
        for (int i = 0; i < 5; i++) {
            added();
        }
        store.published(take());
        var all = new PastEvents.Range("post.published", EVER, NEVER);

        var first = past().replay(all, Optional.empty(), Optional.empty(), 2);
        assertThat(past().count(all, Optional.empty()).events()).isEqualTo(3);
        var second = past().replay(all, Optional.empty(), first.next(), 2);
        var third = past().replay(all, Optional.empty(), second.next(), 2);

        assertThat(List.of(first.events(), second.events(), third.events())).containsExactly(2L, 2L, 1L);
        assertThat(third.next()).isEmpty();
        assertThat(take()).hasSize(5);
    }

    private static PastEvents past() {
        return new PastEvents(postgres.statements);
    }

    private static int replay(String topic, Instant from, Instant before, Optional<String> again) {
        return (int) past().replay(new PastEvents.Range(topic, from, before), again, Optional.empty(), 1000)
                .events();
    }

    @Test
    void nameOfAReplayStaysWithTheEvent() {
        var event = added();
        store.published(take());

        replay("post.published", EVER, NEVER, Optional.of("r1"));
        store.published(take());
        replay("post.published", EVER, NEVER, Optional.empty());

        assertThat(look(event).event().replay()).contains("r1");
    }

    @Test
    void backlogIsWhatIsPending() {
        assertThat(store.backlog()).isEqualTo(new EventStore.Backlog(0, Duration.ZERO));
        var events = store.add(List.of(event(UUID.randomUUID()), event(UUID.randomUUID()))).stream()
                .map(added -> added.event().id())
                .toList();
        postgres.statements.run(
                "UPDATE event SET created_at = now() - interval '90 seconds' WHERE id = $1",
                Tuple.of(events.getFirst()));

        assertThat(store.backlog().events()).isEqualTo(2);
        assertThat(store.backlog().oldest()).isBetween(Duration.ofSeconds(90), Duration.ofSeconds(100));

        store.published(take());
        assertThat(store.backlog().events()).isZero();
    }

    @Test
    void listIsFilteredAndNewestFirst() {
        var first = added();
        store.published(take());
        var second = added();

        assertThat(ids(filter(Optional.empty(), 10))).containsExactly(second, first);
        assertThat(ids(filter(Optional.empty(), 1))).containsExactly(second);
        assertThat(ids(filter(Optional.of(PENDING), 10))).containsExactly(second);
        assertThat(ids(filter(Optional.of(PUBLISHED), 10))).containsExactly(first);
        assertThat(ids(filter(Optional.of(DEAD), 10))).isEmpty();
    }

    @Test
    void listGoesOnAfterAnEventAlsoAmongThoseOfOneMoment() {
        var events =
                store
                        .add(List.of(event(UUID.randomUUID()), event(UUID.randomUUID()), event(UUID.randomUUID())))
                        .stream()
                        .map(EventStore.Added::event)
                        .sorted(Comparator.comparing(
                                        (StoredEvent event) -> event.id().toString())
                                .reversed())
                        .toList();
        var first = events.getFirst();

        var after = new EventStore.Filter(
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.of(new EventStore.Filter.Place(first.createdAt(), first.id())),
                10);

        assertThat(ids(after)).containsExactly(events.get(1).id(), events.get(2).id());
    }

    private static EventStore.Filter filter(Optional<EventState> state, int limit) {
        return new EventStore.Filter(
                Optional.of("post.published"), state, Optional.of(EVER), Optional.of(NEVER), Optional.empty(), limit);
    }

    private List<UUID> ids(EventStore.Filter filter) {
        return store.list(filter).stream().map(known -> known.event().id()).toList();
    }

    private EventRecord look(UUID id) {
        return store.list(filter(Optional.empty(), 1000)).stream()
                .filter(known -> known.event().id().equals(id))
                .findFirst()
                .orElseThrow();
    }

    private List<EventStore.Taken> take() {
        return store.take(10, LEASE, Set.of("post.published.v1"));
    }

    private UUID added() {
        return store.add(List.of(event(UUID.randomUUID()))).getFirst().event().id();
    }

    private static void lapse(UUID event) {
        postgres.statements.run(
                "UPDATE event SET relay_at = now() - interval '1 s' WHERE id = $1 AND relay_at IS NOT NULL",
                Tuple.of(event));
    }

    private static NewEvent event(UUID id) {
        return new NewEvent(id, "post.published", 1, "{\"n\": 1}", "/test", Optional.empty());
    }
}
