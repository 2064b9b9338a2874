package dev.handoff.edge.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import dev.handoff.Settings;
import dev.handoff.edge.live.Choice.What;
import dev.handoff.engine.live.News;
import dev.handoff.engine.live.Stage;
import dev.handoff.engine.live.Stage.Step;
import dev.handoff.task.TaskId;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ClientTest {

    private static final LiveConfig CONFIG = Settings.of(LiveConfig.class, Map.of("handoff.live.queue", "10"));
    private static final TaskId TASK = TaskId.parse("018f0000-0000-7000-8000-000000000001");

    private final Envelope envelope =
            new Envelope(new ObjectMapper().registerModules(new Jdk8Module(), new JavaTimeModule()), Clock.systemUTC());
    private final List<Ending> endings = new ArrayList<>();

    /** A connection that takes so many messages and then none, as when its client doesn't read. */
    private static final class Line implements Outlet {
        private final List<Long> sent = new ArrayList<>();
        private final boolean answers;
        private int room;

        Line(int room) {
            this(room, true);
        }

        /** @param answers whether the client can give signs of life */
        Line(int room, boolean answers) {
            this.room = room;
            this.answers = answers;
        }

        @Override
        public CompletionStage<Void> send(List<Message> messages) {
            messages.forEach(message -> sent.add(message.id()));
            return room-- > 0 ? CompletableFuture.completedFuture(null) : new CompletableFuture<>();
        }

        @Override
        public CompletionStage<Void> ping() {
            return send(List.of());
        }

        @Override
        public boolean answersPings() {
            return answers;
        }

        @Override
        public void close(Ending ending) {}
    }

    @Test
    void thousandClientsThatNeverReadHoldUpNobody() {
        var stuck = Stream.generate(() -> following(new Line(0))).limit(1_000).toList();
        var line = new Line(Integer.MAX_VALUE);
        var quick = following(line);

        var began = System.nanoTime();
        for (int id = 1; id <= 100; id++) {
            var told = told(id, "task.progress");
            stuck.forEach(client -> client.hear(told));
            quick.hear(told);
        }

        assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(2));
        assertThat(line.sent).hasSize(100).isSorted();
        assertThat(stuck).allMatch(Client::hasEnded);
        assertThat(endings).hasSize(1_000).containsOnly(Ending.SLOW);
    }

    @Test
    void bytesAreBoundedAsWell() {
        var small = Settings.of(LiveConfig.class, Map.of("handoff.live.queue-size", "1K"));
        var client = new Client(new Line(0), Optional.empty(), small, (_, _, ending) -> endings.add(ending));

        IntStream.range(0, 5).forEach(i -> client.say(new Message(i, "a", "a".repeat(300), false)));

        assertThat(endings).containsExactly(Ending.SLOW);
    }

    @Test
    void newsComeAfterTheStateAndNoneThatIsOlder() {
        var line = new Line(Integer.MAX_VALUE);
        var client = new Client(line, Optional.empty(), CONFIG, (_, _, _) -> {});
        client.hold(Set.of(Choice.of(TASK)));
        client.hear(told(11, "task.started"));
        client.hear(told(12, "task.succeeded"));
        assertThat(line.sent).isEmpty();

        client.say(TASK, new Stage(1, Step.ENDED), new Message(10, "task.state", "{}", true));
        client.release();

        assertThat(line.sent).containsExactly(10L, 12L);
    }

    @Test
    void clientThatIsSilentForTooLongIsClosed() throws Exception {
        var hasty = Settings.of(LiveConfig.class, Map.of("handoff.live.idle", "10ms"));
        var client = new Client(new Line(0), Optional.empty(), hasty, (_, _, ending) -> endings.add(ending));

        client.check(Instant.now());
        assertThat(endings).isEmpty();
        await().untilAsserted(() -> {
            client.check(Instant.now());
            assertThat(endings).containsExactly(Ending.SILENT);
        });
    }

    @Test
    void streamThatTakesNoSignOfLifeIsClosed() {
        var hasty = Settings.of(LiveConfig.class, Map.of("handoff.live.idle", "10ms"));
        var client = new Client(new Line(1, false), Optional.empty(), hasty, (_, _, ending) -> endings.add(ending));

        await().untilAsserted(() -> {
            client.check(Instant.now());
            assertThat(endings).containsExactly(Ending.SILENT);
        });
    }

    @Test
    void streamThatIsQuietIsKeptForItsTime() {
        var hasty = Settings.of(LiveConfig.class, Map.of("handoff.live.idle", "1ms", "handoff.live.stream", "200ms"));
        var line = new Line(Integer.MAX_VALUE, false);
        var client = new Client(line, Optional.empty(), hasty, (_, _, ending) -> endings.add(ending));

        await().pollInterval(Duration.ofMillis(5)).untilAsserted(() -> {
            client.check(Instant.now());
            assertThat(endings).containsExactly(Ending.RENEWED);
        });
    }

    @Test
    void socketThatAnswersIsKeptForEver() {
        var hasty = Settings.of(LiveConfig.class, Map.of("handoff.live.stream", "0s"));
        var line = new Line(Integer.MAX_VALUE);
        var client = new Client(line, Optional.empty(), hasty, (_, _, ending) -> endings.add(ending));

        client.check(Instant.now());

        assertThat(endings).isEmpty();
    }

    private Client following(Outlet outlet) {
        var client = new Client(outlet, Optional.empty(), CONFIG, (_, _, ending) -> endings.add(ending));
        client.hold(Set.of(new Choice(What.NAME, "task.*")));
        client.release();
        return client;
    }

    private Told told(long id, String event) {
        return new Told(
                new News(
                        id,
                        Instant.EPOCH,
                        event,
                        TASK.toString(),
                        Optional.of(new News.OfTask(TASK, "a", 1)),
                        Optional.empty(),
                        "{}"),
                envelope);
    }
}
