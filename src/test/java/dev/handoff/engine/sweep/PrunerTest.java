package dev.handoff.engine.sweep;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.handoff.Settings;
import dev.handoff.domain.example.ProcessMessage;
import dev.handoff.engine.Instance;
import dev.handoff.engine.TaskTypes;
import dev.handoff.engine.store.Pruning;
import dev.handoff.kit.audit.Actor;
import dev.handoff.kit.database.StoreUnavailable;
import dev.handoff.task.GroupFiles;
import dev.handoff.task.GroupId;
import dev.handoff.task.Retention;
import dev.handoff.task.TaskHandler;
import dev.handoff.task.TaskId;
import dev.handoff.task.TaskRun;
import dev.handoff.task.TaskType;
import jakarta.enterprise.event.Event;
import jakarta.enterprise.event.NotificationOptions;
import jakarta.enterprise.util.TypeLiteral;
import java.io.IOException;
import java.lang.annotation.Annotation;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletionStage;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class PrunerTest {

    private static final Instant NOW = Instant.parse("2030-06-01T00:00:00Z");
    private static final TaskId PLACE = new TaskId(new UUID(0, 1));

    private final Instance instance = new Instance();
    private final Told told = new Told();
    private final Rows rows = new Rows();
    private final Kept others = new Kept();

    @Test
    void runGoesOnBatchByBatchToTheEnd() {
        rows.batches = 3;

        pruner(Map.of()).prune();

        assertThat(rows.places).containsExactly(Optional.empty(), Optional.of(PLACE), Optional.of(PLACE));
        assertThat(told.events).containsExactly(new PruneEvent.Pruned("tasks", 21, Duration.ZERO));
    }

    @Test
    void shutdownEndsTheRunAfterItsBatch() {
        rows.batches = 3;
        rows.meanwhile = instance::drain;

        pruner(Map.of()).prune();

        assertThat(rows.places).hasSize(1);
        assertThat(told.events).containsExactly(new PruneEvent.Pruned("tasks", 7, Duration.ZERO));
    }

    @Test
    void nothingYoungerThanTheShortestAgeIsLookedAt() {
        pruner(Map.of("handoff.prune.cancelled", "2d")).prune();

        assertThat(rows.before).containsExactly(NOW.minus(Duration.ofDays(2)));
    }

    @Test
    void zeroKeepsForEver() {
        var names = List.of("succeeded", "cancelled", "dead", "published-events", "dead-events");
        var settings = names.stream().collect(Collectors.toMap(name -> "handoff.prune." + name, name -> "0"));

        pruner(settings).prune();

        assertThat(rows.before).isEmpty();
        assertThat(rows.eventRuns).isZero();
    }

    @Test
    void silentDatabaseIsToldAndWhatWasPrunedBefore() {
        rows.batches = 3;
        rows.meanwhile = () -> {
            if (rows.places.size() == 2) {
                throw new StoreUnavailable(new IllegalStateException("away"));
            }
        };

        pruner(Map.of()).prune();

        assertThat(told.events.getFirst()).isEqualTo(new PruneEvent.Pruned("tasks", 7, Duration.ZERO));
        assertThat(told.events.getLast()).isInstanceOf(PruneEvent.Trouble.class);
    }

    @Test
    void groupsLoseTheirFilesBeforeTheyAreForgotten() {
        rows.ripe("filing", "process-message", "retired");

        pruner(Map.of()).prune();

        assertThat(rows.emptied).containsExactly(rows.ripe.groups().getFirst());
        assertThat(rows.forgotten).containsExactlyElementsOf(rows.ripe.groups());
        assertThat(told.events).containsExactly(new PruneEvent.Pruned("groups", 3, Duration.ZERO));
    }

    @Test
    void groupWhoseFilesCannotBeDeletedStays() {
        rows.ripe("filing", "filing");
        rows.full = rows.ripe.groups().getFirst();

        pruner(Map.of()).prune();

        assertThat(rows.forgotten).containsExactly(rows.ripe.groups().getLast());
        assertThat(told.events.getFirst())
                .isInstanceOfSatisfying(PruneEvent.Trouble.class, trouble -> assertThat(trouble.cause())
                        .hasMessage("files of group " + rows.full + ": no storage"));
    }

    @Test
    void whatADomainKeepsIsPrunedUntilNothingIsLeft() {
        others.left = 45;

        pruner(Map.of()).prune();

        assertThat(others.left).isZero();
        assertThat(others.before).isEqualTo(NOW.minus(Duration.ofDays(90)));
        assertThat(told.events)
                .filteredOn(it ->
                        it instanceof PruneEvent.Pruned pruned && pruned.what().equals("scans"))
                .containsExactly(new PruneEvent.Pruned("scans", 45, Duration.ZERO));
    }

    @Test
    void filesAreLeftToInstancesThatRunTheType() {
        rows.ripe("filing", "process-message");

        pruner(Map.of(), Optional.of(Set.of("process-message"))).prune();

        assertThat(rows.emptied).isEmpty();
        assertThat(rows.forgotten).containsExactly(rows.ripe.groups().getLast());
    }

    /** Keeps things for 90 days. */
    private static final class Kept implements Retention {

        private int left;
        private Instant before;

        @Override
        public String what() {
            return "scans";
        }

        @Override
        public Duration kept() {
            return Duration.ofDays(90);
        }

        @Override
        public int prune(Instant moment) {
            before = moment;
            int pruned = Math.min(20, left);
            left -= pruned;
            return pruned;
        }
    }

    private Pruner pruner(Map<String, String> settings) {
        return pruner(settings, Optional.empty());
    }

    private Pruner pruner(Map<String, String> settings, Optional<Set<String>> serve) {
        return new Pruner(
                rows,
                new TaskTypes(List.of(new Filing(), new ProcessMessage()), serve, new ObjectMapper()),
                Settings.of(PruneConfig.class, settings),
                List.of(others),
                instance,
                Clock.fixed(NOW, ZoneOffset.UTC),
                told);
    }

    /** Completes groups that have files. */
    private final class Filing implements TaskHandler<String, String>, GroupFiles {

        @Override
        public TaskType<String, String> type() {
            return TaskType.of("filing", String.class, String.class);
        }

        @Override
        public String handle(String input, TaskRun run) {
            return input;
        }

        @Override
        public void delete(GroupId group) throws IOException {
            if (group.equals(rows.full)) {
                throw new IOException("no storage");
            }
            rows.emptied.add(group);
        }
    }

    /** As many batches of tasks as a test wants, of seven each, as many ripe groups, and no events. */
    private static final class Rows implements Pruning {

        @Override
        public int delete(Collection<TaskId> tasks, Instant endedBefore) {
            throw new UnsupportedOperationException();
        }

        @Override
        public boolean delete(TaskId task, Actor actor) {
            throw new UnsupportedOperationException("people delete single tasks");
        }

        private final List<Optional<TaskId>> places = new ArrayList<>();
        private final Set<Instant> before = new HashSet<>();
        private Runnable meanwhile = () -> {};
        private int batches;
        private int eventRuns;
        private RipeGroups ripe = new RipeGroups(List.of(), List.of(), Optional.empty());
        private GroupId full;
        private final List<GroupId> emptied = new ArrayList<>();
        private final List<GroupId> forgotten = new ArrayList<>();

        @Override
        public Batch<TaskId> tasks(Optional<TaskId> after, Instant before, int size, TaskAges ages) {
            this.before.add(before);
            places.add(after);
            meanwhile.run();
            return new Batch<>(batches == 0 ? 0 : 7, places.size() < batches ? Optional.of(PLACE) : Optional.empty());
        }

        void ripe(String... types) {
            var ids = Stream.of(types).map(_ -> new GroupId(UUID.randomUUID())).toList();
            ripe = new RipeGroups(ids, List.of(types), Optional.empty());
        }

        @Override
        public Batch<GroupId> endAbandoned(Optional<GroupId> after, Instant before, int size, Duration age) {
            assertThat(before).isEqualTo(NOW.minus(age));
            return new Batch<>(0, Optional.empty());
        }

        @Override
        public RipeGroups ripeGroups(Optional<GroupId> after, Instant before, int size, Duration age) {
            this.before.add(before);
            return ripe;
        }

        @Override
        public int groups(Collection<GroupId> ripe, Duration age) {
            forgotten.addAll(ripe);
            return ripe.size();
        }

        @Override
        public Batch<EventPlace> events(Optional<EventPlace> after, Instant before, int size, EventAges ages) {
            eventRuns++;
            return new Batch<>(0, Optional.empty());
        }
    }

    private static final class Told implements Event<PruneEvent> {

        private final List<PruneEvent> events = new ArrayList<>();

        @Override
        public void fire(PruneEvent event) {
            events.add(event);
        }

        @Override
        public <U extends PruneEvent> CompletionStage<U> fireAsync(U event) {
            throw new UnsupportedOperationException();
        }

        @Override
        public <U extends PruneEvent> CompletionStage<U> fireAsync(U event, NotificationOptions options) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Event<PruneEvent> select(Annotation... qualifiers) {
            throw new UnsupportedOperationException();
        }

        @Override
        public <U extends PruneEvent> Event<U> select(Class<U> subtype, Annotation... qualifiers) {
            throw new UnsupportedOperationException();
        }

        @Override
        public <U extends PruneEvent> Event<U> select(TypeLiteral<U> subtype, Annotation... qualifiers) {
            throw new UnsupportedOperationException();
        }
    }
}
