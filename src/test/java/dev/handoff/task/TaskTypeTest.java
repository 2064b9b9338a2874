package dev.handoff.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class TaskTypeTest {

    private static final TaskType<String, String> TYPE = TaskType.of("t", String.class, String.class);

    @Test
    void typeIsLightUnlessItsCodeSaysOtherwise() {
        assertThat(TYPE.weight()).isEqualTo(Weight.LIGHT);
        assertThat(TYPE.heavy().weight()).isEqualTo(Weight.HEAVY);
    }

    @Test
    void choicesSurviveFurtherOnes() {
        var said = Announcement.of("talk.said", String.class);
        var type = TYPE.heavy()
                .timeout(Duration.ofHours(1))
                .retries(RetryPolicy.NEVER)
                .concurrency(1)
                .secret("user.token")
                .correlate("user_id")
                .announces(said)
                .labels("content_monitoring", "batch")
                .description("Says.");
        var theOtherWayRound = TYPE.description("Says.")
                .labels("content_monitoring", "batch")
                .announces(said)
                .correlate("user_id")
                .secret("user.token")
                .concurrency(1)
                .retries(RetryPolicy.NEVER)
                .timeout(Duration.ofHours(1))
                .heavy();

        assertThat(type).isEqualTo(theOtherWayRound);
        assertThat(type.weight()).isEqualTo(Weight.HEAVY);
        assertThat(type.timeout()).isEqualTo(Duration.ofHours(1));
        assertThat(type.retries()).isEqualTo(RetryPolicy.NEVER);
        assertThat(type.concurrency().limit()).hasValue(1);
        assertThat(type.secrets()).containsExactly("user.token");
        assertThat(type.correlated()).contains("user_id");
        assertThat(type.announcements()).containsExactly(said);
        assertThat(type.labels()).contains(new Labels("content_monitoring", "batch"));
        assertThat(type.description()).isEqualTo("Says.");
    }

    @Test
    void typeHasNoLimitOfItsOwnUnlessItsCodeSaysSo() {
        assertThat(TYPE.concurrency().limit()).isEmpty();
        assertThat(TYPE.concurrency(4).concurrency().limit()).hasValue(4);
        assertThatThrownBy(() -> TYPE.concurrency(0)).hasMessageEndingWith("was 0");
    }

    @Test
    void processorsAreCountedOnTheMachineThatRuns() {
        var policy = TYPE.onePerProcessor().concurrency();

        assertThat(policy).isEqualTo(new Concurrency.OnePerProcessor());
        assertThat(policy.limit()).hasValue(Runtime.getRuntime().availableProcessors());
    }

    @Test
    void labelsAreFewPlainWords() {
        assertThatThrownBy(() -> TYPE.labels("Content Monitoring", "batch"))
                .hasMessageContaining("component")
                .hasMessageEndingWith("was Content Monitoring");
        assertThatThrownBy(() -> TYPE.labels("content_monitoring", "")).hasMessageContaining("task type");
    }

    @Test
    void typeHasNoLabelsUnlessItsCodeSaysSo() {
        assertThat(TYPE.labels()).isEmpty();
    }

    @Test
    void typeCorrelatesByAFieldOfItsOwnThatIsNoSecret() {
        assertThat(TYPE.correlated()).isEmpty();
        assertThatThrownBy(() -> TYPE.correlate("type")).hasMessageEndingWith("was 'type'");
        assertThatThrownBy(() -> TYPE.secret("user_id").correlate("user_id")).hasMessageContaining("no secret");
    }
}
