package dev.handoff.tool.bench;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.handoff.kit.database.embedded.TestDatabase;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The smallest whole measurement, with the real engine on a real database of its own. */
@QuarkusTest
@TestProfile(MeasurementTest.Alone.class)
@QuarkusTestResource(TestDatabase.class)
class MeasurementTest {

    /** For an application, and with it a database, that other tests have no tasks in. */
    public static final class Alone implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of("handoff.engine.serve", Measurement.TYPE);
        }
    }

    @Inject
    Measurement measurement;

    @Inject
    Connections connections;

    @Inject
    TaskTable table;

    @Inject
    ObjectMapper json;

    @Test
    void everythingIsMeasuredAndNothingIsLost() throws Exception {
        var plan = new Plan(200, 4, 100, 0, EnumSet.allOf(Phase.class));

        var report = measurement.run(plan, Optional.of(Path.of("target")), _ -> {});

        assertThat(report.fate().sound()).as(report.fate().sentence()).isTrue();
        assertThat(report.fate().answered()).isGreaterThan(plan.tasks());
        assertThat(report.live()).hasValueSatisfying(live -> {
            assertThat(live.lag().count()).isEqualTo((long) plan.samples() * plan.clients());
            assertThat(live.lag().p50Ms()).isPositive();
            assertThat(live.missed() + live.closed()).isZero();
            assertThat(live.cpuPercentPerClient()).isPositive();
        });
        assertThat(report.comparisons()).hasSize(18).allSatisfy(it -> assertThat(it.cells())
                .hasSameSizeAs(Comparison.HEADING));
        assertThat(numbers(json.valueToTree(report)))
                .filteredOn(it ->
                        Stream.of("/fate", "/idle", "/live", "/plan/finished").noneMatch(it::startsWith))
                .hasSizeGreaterThan(50)
                .noneMatch(it -> it.endsWith("=0") || it.endsWith("=0.0") || it.contains("=-"));
        assertThat(connections.ask("SELECT count(*) FROM pg_class WHERE relname LIKE 'bench%'"))
                .isEqualTo("0");
    }

    @Test
    void onlyWhatWasAskedForIsMeasured() throws Exception {
        var steps = new ArrayList<String>();

        var report = measurement.run(new Plan(20, 2, 100, 0, Set.of(Phase.LATENCY)), Optional.empty(), steps::add);

        assertThat(report.latency()).map(Percentiles::count).contains(20L);
        assertThat(report.enqueue()).isEmpty();
        assertThat(report.drain()).isEmpty();
        assertThat(report.idle()).isEmpty();
        assertThat(report.live()).isEmpty();
        assertThat(report.flushes()).isEmpty();
        assertThat(steps).noneMatch(step -> step.startsWith("bare"));
    }

    @Test
    void tasksThatHadSucceededBeforeAreThereAndDontCount() throws Exception {
        var report = measurement.run(new Plan(20, 2, 100, 100_001, Set.of(Phase.LATENCY)), Optional.empty(), _ -> {});

        assertThat(report.fate().sound()).as(report.fate().sentence()).isTrue();
        assertThat(connections.ask("SELECT count(DISTINCT ended_at) FROM task WHERE worker = 'earlier'"))
                .isEqualTo("100001");
        connections.execute("DELETE FROM task WHERE worker = 'earlier'");
    }

    @Test
    void taskThatHasNotSucceededIsMissed() {
        connections.execute("INSERT INTO task (id, type, state, route, input, run_at, error, ended_at)"
                + " VALUES (gen_random_uuid(), 'bake-bread', 'DEAD', 'none', '{}', now(), 'no flour', now())");

        var fate = table.fate(1 + table.fate(0, 0, 0).succeeded(), 0, 0);

        assertThat(fate.lost()).isEqualTo(1);
        assertThat(fate.sound()).isFalse();
        assertThat(fate.examples()).singleElement().asString().endsWith(" is DEAD: no flour");
        connections.execute("DELETE FROM task WHERE type = 'bake-bread'");
    }

    /** As {@code /path=number}. */
    private static List<String> numbers(JsonNode tree) {
        var numbers = new ArrayList<String>();
        collect("", tree, numbers);
        return numbers;
    }

    private static void collect(String path, JsonNode tree, List<String> numbers) {
        if (tree.isNumber()) {
            numbers.add(path + "=" + tree.asText());
        }
        tree.properties().forEach(it -> collect(path + "/" + it.getKey(), it.getValue(), numbers));
    }
}
