package dev.handoff.edge.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import dev.handoff.engine.TaskEvent;
import dev.handoff.engine.store.GroupStore;
import dev.handoff.engine.store.Outcome;
import dev.handoff.task.GroupId;
import dev.handoff.task.GroupState;
import dev.handoff.task.TaskRef;
import dev.handoff.task.TaskState;
import dev.handoff.task.Usage;
import io.micrometer.prometheus.PrometheusConfig;
import io.micrometer.prometheus.PrometheusMeterRegistry;
import io.prometheus.client.exporter.common.TextFormat;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

// The registry is that of the application.
@SuppressWarnings("deprecation")
class MetricsTest {

    private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final Metrics metrics = new Metrics(registry, Facts.types());

    @Test
    void submissionsAreCountedByTypeAndRoute() {
        metrics.on(new TaskEvent.Accepted(Facts.ref(0), Optional.empty()));

        assertThat(scraped()).contains("handoff_tasks_submitted_total{route=\"local\",type=\"transcribe\"} 1.0");
    }

    @Test
    void doorbellsAreCountedByRouteAndOutcome() {
        metrics.on(Facts.rang("cloud-tasks"));
        metrics.on(Facts.rang("cloud-tasks"));
        metrics.on(Facts.failed("queue is gone"));

        assertThat(scraped())
                .contains(
                        "handoff_doorbells_total{outcome=\"brought\",route=\"cloud-tasks\"} 2.0",
                        "handoff_doorbells_total{outcome=\"failed\",route=\"cloud-tasks\"} 1.0");
    }

    @Test
    void buriedTaskIsCountedAsDead() {
        metrics.on(new TaskEvent.Buried(Facts.ref(0), Optional.empty(), "no"));

        assertThat(scraped())
                .contains(
                        "handoff_tasks_ended_total{component=\"podcast\",outcome=\"dead\",task_type=\"speech\",type=\"transcribe\"}"
                                + " 1.0");
    }

    @Test
    void startsAreCountedAndTheirWaitMeasured() {
        metrics.on(new TaskEvent.Started(Facts.claim(1)));

        assertThat(scraped())
                .contains(
                        "handoff_tasks_started_total{component=\"podcast\",task_type=\"speech\",type=\"transcribe\"}"
                                + " 1.0",
                        "handoff_task_wait_seconds_bucket{component=\"podcast\",task_type=\"speech\",type=\"transcribe\",le=\"1.0\"}"
                                + " 0.0",
                        "handoff_task_wait_seconds_bucket{component=\"podcast\",task_type=\"speech\",type=\"transcribe\",le=\"5.0\"}"
                                + " 1.0",
                        "handoff_task_wait_seconds_sum{component=\"podcast\",task_type=\"speech\",type=\"transcribe\"}"
                                + " 1.5");
    }

    static Stream<Object[]> endings() {
        return Stream.of(
                new Object[] {Facts.ended(new Outcome.Succeeded("{}"), TaskState.SUCCEEDED), "succeeded"},
                new Object[] {Facts.ended(new Outcome.Retry(Duration.ZERO, ""), TaskState.QUEUED), "retry"},
                new Object[] {Facts.ended(new Outcome.Dead(""), TaskState.DEAD), "dead"},
                new Object[] {Facts.ended(new Outcome.Cancelled(""), TaskState.CANCELLED), "cancelled"},
                new Object[] {new TaskEvent.CancelAsked(Facts.stands(TaskState.CANCELLED)), "cancelled"},
                new Object[] {Facts.ended(new Outcome.Released(""), TaskState.QUEUED), "released"},
                new Object[] {new TaskEvent.Superseded(Facts.claim(1)), "superseded"},
                new Object[] {new TaskEvent.Rescued(Facts.stands(TaskState.QUEUED)), "crashed"});
    }

    @Test
    void endedGroupsAreCounted() {
        metrics.on(new TaskEvent.GroupEnded(new GroupStore.Settled(
                new GroupId(new UUID(0, 1)), GroupState.FAILED, Optional.empty(), Duration.ZERO)));

        assertThat(scraped()).contains("handoff_groups_ended_total{outcome=\"failed\"} 1.0");
    }

    @Test
    void tokensAreCountedByModelAndKind() {
        metrics.on(new TaskEvent.Spent("ai-note", new Usage("small", 3, 5, Optional.of(new BigDecimal("0.25")))));
        metrics.on(new TaskEvent.Spent("ai-note", new Usage("small", 4, 0, Optional.empty())));

        assertThat(scraped())
                .contains(
                        "handoff_model_tokens_total{kind=\"input\",model=\"small\",type=\"ai-note\"} 7.0",
                        "handoff_model_tokens_total{kind=\"output\",model=\"small\",type=\"ai-note\"} 5.0",
                        "handoff_model_cost_total{model=\"small\",type=\"ai-note\"} 0.25");
    }

    @ParameterizedTest
    @MethodSource("endings")
    void endsAreCountedByOutcome(TaskEvent event, String outcome) {
        metrics.on(event);

        assertThat(scraped())
                .contains("handoff_tasks_ended_total{component=\"podcast\",outcome=\"" + outcome
                        + "\",task_type=\"speech\",type=\"transcribe\"} 1.0");
    }

    @Test
    void durationsAreMeasuredByOutcome() {
        metrics.on(Facts.ended(new Outcome.Succeeded("{}"), TaskState.SUCCEEDED));

        assertThat(scraped())
                .contains(
                        "handoff_task_duration_seconds_sum{component=\"podcast\",outcome=\"succeeded\",task_type=\"speech\",type=\"transcribe\"}"
                                + " 1.234");
    }

    @Test
    void typeWithoutLabelsIsCountedUnderNone() {
        metrics.on(new TaskEvent.Buried(
                new TaskRef(Facts.TASK, "of-another-release", "local", 0, 0), Optional.empty(), "no"));

        assertThat(scraped())
                .contains("handoff_tasks_ended_total{component=\"none\",outcome=\"dead\",task_type=\"none\","
                        + "type=\"of-another-release\"} 1.0");
    }

    @Test
    void taskIdsNeverLabelAnything() {
        metrics.on(new TaskEvent.Accepted(Facts.ref(0), Optional.empty()));
        metrics.on(new TaskEvent.Started(Facts.claim(1)));
        metrics.on(Facts.ended(new Outcome.Succeeded("{}"), TaskState.SUCCEEDED));

        assertThat(scraped()).hasSizeGreaterThan(20).noneMatch(line -> line.contains(Facts.ID));
    }

    private List<String> scraped() {
        return registry.scrape(TextFormat.CONTENT_TYPE_OPENMETRICS_100).lines().toList();
    }
}
