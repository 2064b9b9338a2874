package dev.handoff.engine.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.handoff.kit.database.StoreUnavailable;
import dev.handoff.kit.database.embedded.DatabaseUrl;
import dev.handoff.kit.database.embedded.TestDatabase;
import io.vertx.mutiny.sqlclient.Tuple;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WakerTest {

    private final DatabaseUrl database = TestDatabase.fresh();
    private final TestWaker busy = new TestWaker(database, "busy", 5);
    private final TestWaker idle = new TestWaker(database, "idle", 5);

    @AfterEach
    void close() {
        busy.close();
        idle.close();
        TestDatabase.drop(database);
    }

    @Test
    void whatOneInstanceTellsTheOtherHearsAtOnce() {
        listen(idle);
        busy.waker.wake("warm");
        await().until(() -> idle.woken.contains(Set.of("warm")));

        busy.waker.wake("transcribe");

        await().pollInterval(Duration.ofMillis(5))
                .atMost(Duration.ofMillis(500))
                .until(() -> idle.woken.contains(Set.of("transcribe")));
    }

    @Test
    void instanceIsNotWokenByItself() {
        listen(idle);

        idle.waker.wake("own");
        await().until(() -> busy.count("idle", "SELECT pg_notify") == 1);
        busy.waker.wake("other");

        await().until(() -> idle.woken.contains(Set.of("other")));
        assertThat(idle.woken).containsExactly(Set.of(), Set.of("other"));
    }

    @Test
    void whatIsToldDuringAStatementTravelsInTheNext() {
        listen(idle);
        try (var stuck = new TestWaker(database, "stuck", 1)) {
            stuck.occupy();

            IntStream.range(0, 100_000).forEach(i -> stuck.waker.wake("t" + i % 3));
            stuck.release();

            await().until(() -> union(idle.woken).equals(Set.of("t0", "t1", "t2")));
            assertThat(idle.woken).hasSizeLessThanOrEqualTo(1 + 2);
        }
    }

    @Test
    void atMostOneStatementIsSentInTenMilliseconds() {
        listen(idle);
        busy.waker.wake("t");
        await().until(() -> idle.woken.size() == 2);
        var begun = System.nanoTime();

        while (idle.woken.size() < 52) {
            busy.waker.wake("t");
            LockSupport.parkNanos(100_000);
        }

        assertThat(Duration.ofNanos(System.nanoTime() - begun)).isGreaterThan(Duration.ofMillis(49 * 10));
    }

    @ParameterizedTest
    @ValueSource(strings = {"it's", "\"", "a b", "\\", "ü💡", "", "\u0000", "{}", "'); DROP TABLE task; --"})
    void anyNameArrivesAsItIs(String type) {
        listen(idle);

        busy.waker.wake(type);

        await().until(() -> idle.woken.contains(Set.of(type)));
    }

    @Test
    void moreTypesThanANotificationHoldsAreToldAsAny() {
        listen(idle);
        try (var stuck = new TestWaker(database, "stuck", 1)) {
            stuck.occupy();

            IntStream.range(0, 1000).forEach(i -> stuck.waker.wake("a-long-name-" + i));
            stuck.release();

            await().until(() -> idle.listens(2));
        }
    }

    @Test
    void wordsOfANewerInstanceStandForAnyType() {
        listen(idle);

        busy.statements.run("SELECT pg_notify('handoff_waiting', $1)", Tuple.of("v2: what?"));

        await().until(() -> idle.listens(2));
    }

    @Test
    void listenerWhoseConnectionIsKilledLooksAtAllAndHearsAgain() {
        listen(idle);

        kill("idle");

        await().until(() -> idle.listens(2));
        busy.waker.wake("after");
        await().until(() -> idle.woken.contains(Set.of("after")));
    }

    @Test
    void listenerWaitsForADatabaseThatIsAway() {
        allowConnections(false);

        idle.listen();
        assertThatThrownBy(() -> busy.statements.run("SELECT 1", Tuple.tuple())).isInstanceOf(StoreUnavailable.class);
        allowConnections(true);

        await().until(() -> idle.listens(1));
    }

    @Test
    void wakingWithoutADatabaseIsNoHarm() {
        allowConnections(false);
        kill("busy");

        assertThatCode(() -> busy.waker.wake("unheard")).doesNotThrowAnyException();

        allowConnections(true);
        listen(idle);
        await().until(() -> {
            busy.waker.wake("heard");
            return idle.woken.contains(Set.of("heard"));
        });
    }

    @Test
    void listenerThatStoppedHearsNothingMoreAndGivesItsConnectionBack() {
        listen(idle);

        idle.waker.stopListening();
        await().until(() -> busy.count("idle", "UNLISTEN") == 1);

        idle.woken.clear();
        tellAndHear();
        assertThat(idle.woken).isEmpty();
    }

    @Test
    void listenerThatStopsWhileItReconnectsLeavesNothingBehind() {
        listen(idle);
        allowConnections(false);
        kill("idle");

        idle.waker.stopListening();

        allowConnections(true);
        idle.woken.clear();
        tellAndHear();
        assertThat(busy.count("idle", "LISTEN")).isZero();
        assertThat(idle.woken).isEmpty();
    }

    @Test
    void poolOfOneIsLeftToTheTasks() {
        try (var small = new TestWaker(database, "small", 1)) {
            small.listen();

            assertThatCode(() -> small.statements.run("SELECT 1", Tuple.tuple()))
                    .doesNotThrowAnyException();
        }
    }

    @Test
    void nobodyConnectsUnlessSomebodyListens() {
        busy.waker.wake("nobody hears");
        await().until(() -> idle.count("busy", "SELECT pg_notify") == 1);

        assertThat(busy.statements.run("SELECT pg_listening_channels()", Tuple.tuple()))
                .isEmpty();
        assertThat(busy.count("idle", "LISTEN")).isZero();
    }

    private static void listen(TestWaker instance) {
        instance.listen();
        await().until(() -> instance.listens(1));
    }

    private static Set<String> union(List<Set<String>> calls) {
        return calls.stream().flatMap(Set::stream).collect(Collectors.toSet());
    }

    /** Until a third instance has heard it. */
    private void tellAndHear() {
        try (var witness = new TestWaker(database, "witness", 5)) {
            listen(witness);
            busy.waker.wake("later");
            await().until(() -> witness.woken.contains(Set.of("later")));
        }
    }

    private void kill(String name) {
        TestDatabase.run("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = '" + name
                + "' AND datname = '" + database.database() + "'");
    }

    private void allowConnections(boolean allowed) {
        TestDatabase.run("ALTER DATABASE " + database.database() + " ALLOW_CONNECTIONS " + allowed);
    }
}
