package dev.handoff.task;

import static org.assertj.core.api.Assertions.assertThat;

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
    void weightSurvivesFurtherChoices() {
        var type = TYPE.heavy()
                .description("Says.")
                .timeout(Duration.ofHours(1))
                .retries(RetryPolicy.DEFAULT)
                .concurrency(1);

        assertThat(type.weight()).isEqualTo(Weight.HEAVY);
    }
}
