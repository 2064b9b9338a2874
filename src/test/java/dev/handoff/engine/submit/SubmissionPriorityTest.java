package dev.handoff.engine.submit;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.handoff.task.Invalid;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SubmissionPriorityTest {

    @ParameterizedTest
    @ValueSource(ints = {-101, 101, Integer.MIN_VALUE, Integer.MAX_VALUE})
    void priorityBeyondAHundredIsRefused(int priority) {
        var input = JsonNodeFactory.instance.objectNode();

        assertThatThrownBy(() -> new Submission(
                        "a",
                        input,
                        Optional.empty(),
                        priority,
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty()))
                .isInstanceOf(Invalid.class)
                .hasMessageContaining("must be from -100 to 100, was " + priority);
    }
}
