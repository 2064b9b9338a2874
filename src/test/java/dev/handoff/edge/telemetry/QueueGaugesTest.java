package dev.handoff.edge.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.handoff.engine.TaskTypes;
import dev.handoff.engine.store.Depth;
import dev.handoff.engine.store.TaskFilter;
import dev.handoff.engine.store.TaskReader;
import dev.handoff.engine.store.TaskRecord;
import dev.handoff.kit.database.StoreUnavailable;
import dev.handoff.task.TaskId;
import dev.handoff.task.TaskState;
import dev.handoff.task.TaskType;
import io.micrometer.prometheus.PrometheusConfig;
import io.micrometer.prometheus.PrometheusMeterRegistry;
import io.prometheus.client.exporter.common.TextFormat;
import jakarta.enterprise.inject.Vetoed;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

// The registry is that of the application.
@SuppressWarnings("deprecation")
class QueueGaugesTest {

    private static final Depth FOUR_WAIT = new Depth("transcribe", TaskState.QUEUED, 4, Duration.ofSeconds(90));

    private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private Supplier<List<Depth>> store = () -> List.of(FOUR_WAIT);
    private final QueueGauges gauges = new QueueGauges(new Reader(), new Types(), registry);

    @Test
    void depthAndAgeAreShown() {
        gauges.sample();

        assertThat(scraped())
                .contains(
                        "handoff_queue_depth{state=\"QUEUED\",type=\"transcribe\"} 4.0",
                        "handoff_queue_depth{state=\"RUNNING\",type=\"transcribe\"} 0.0",
                        "handoff_queue_oldest_seconds{type=\"transcribe\"} 90.0");
    }

    @Test
    void emptyQueueOfAKnownTypeIsZero() {
        gauges.sample();
        assertThat(scraped()).contains("handoff_queue_depth{state=\"QUEUED\",type=\"transcribe\"} 4.0");
        store = List::of;

        gauges.sample();

        assertThat(scraped()).contains("handoff_queue_depth{state=\"QUEUED\",type=\"transcribe\"} 0.0");
    }

    @Test
    void queueOfATypeServedElsewhereIsShownUntilItIsEmptyAndAfter() {
        store = () -> List.of(new Depth("assemble", TaskState.QUEUED, 1, Duration.ZERO));
        gauges.sample();
        assertThat(scraped()).contains("handoff_queue_depth{state=\"QUEUED\",type=\"assemble\"} 1.0");
        store = List::of;

        gauges.sample();

        assertThat(scraped()).contains("handoff_queue_depth{state=\"QUEUED\",type=\"assemble\"} 0.0");
    }

    @Test
    void nothingIsClaimedWhileTheDatabaseIsAway() {
        gauges.sample();
        store = () -> {
            throw new StoreUnavailable(new RuntimeException("refused"));
        };

        gauges.sample();

        assertThat(scraped())
                .contains(
                        "handoff_queue_depth{state=\"QUEUED\",type=\"transcribe\"} NaN",
                        "handoff_queue_oldest_seconds{type=\"transcribe\"} NaN");
    }

    @Test
    void depthIsShownAgainWhenTheDatabaseIsBack() {
        nothingIsClaimedWhileTheDatabaseIsAway();
        store = () -> List.of(FOUR_WAIT);

        gauges.sample();

        assertThat(scraped())
                .contains(
                        "handoff_queue_depth{state=\"QUEUED\",type=\"transcribe\"} 4.0",
                        "handoff_queue_oldest_seconds{type=\"transcribe\"} 90.0");
    }

    private List<String> scraped() {
        return registry.scrape(TextFormat.CONTENT_TYPE_OPENMETRICS_100).lines().toList();
    }

    @Vetoed
    private static final class Types extends TaskTypes {
        Types() {
            super(List.of(), Optional.empty(), new ObjectMapper());
        }

        @Override
        public List<TaskType<?, ?>> all() {
            return List.of(TaskType.of("transcribe", String.class, String.class));
        }
    }

    private final class Reader implements TaskReader {
        @Override
        public List<Depth> depth() {
            return store.get();
        }

        @Override
        public Optional<TaskRecord> find(TaskId task) {
            return Optional.empty();
        }

        @Override
        public Optional<String> input(TaskId task) {
            return Optional.empty();
        }

        @Override
        public Optional<TaskId> horizon(TaskFilter filter) {
            return Optional.empty();
        }

        @Override
        public List<TaskRecord> list(TaskFilter filter) {
            return List.of();
        }

        @Override
        public List<TaskRecord> lost(String type, String text, int most) {
            return List.of();
        }
    }
}
