package dev.handoff.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.handoff.domain.example.ProcessMessage;
import dev.handoff.engine.TestHandlers.Counter;
import dev.handoff.engine.TestHandlers.Waiter;
import dev.handoff.task.NotFound;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.runtime.configuration.ConfigurationException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ServeTest {

    @Test
    void everyTypeIsServedByDefault() {
        assertThat(types().served()).containsExactly("counter", "waiter");
    }

    @Test
    void instanceServesOnlyWhatItIsToldTo() {
        var types = types("waiter");

        assertThat(types.handler("waiter")).isPresent();
        assertThat(types.handler("counter")).isEmpty();
        assertThatThrownBy(() -> types.getServed("counter"))
                .isInstanceOf(NotFound.class)
                .hasMessage("unknown task type counter; served here are waiter");
    }

    @Test
    void typeIsServedByAnyOfItsNames() {
        var types = new TaskTypes(
                List.of(new ProcessMessage()), Optional.of(Set.of("process_message")), new ObjectMapper());

        types.check(new StartupEvent());
        assertThat(types.served()).containsExactly("process-message");
        assertThat(types.getServed("process_message").name()).isEqualTo("process-message");
    }

    @Test
    void tasksOfEveryTypeAreTakenIn() {
        assertThat(types("waiter").get("counter").name()).isEqualTo("counter");
    }

    @Test
    void instanceMayServeNothing() {
        var types = types("none");

        types.check(new StartupEvent());
        assertThat(types.served()).isEmpty();
        assertThat(types.get("counter").name()).isEqualTo("counter");
    }

    @Test
    void unknownTypeToServeStopsTheStart() {
        assertThatThrownBy(() -> types("waiter", "wader").check(new StartupEvent()))
                .isInstanceOf(ConfigurationException.class)
                .hasMessage("HANDOFF_SERVE names the unknown task type wader; known are counter, waiter;"
                        + " did you mean waiter?");
    }

    private static TaskTypes types(String... serve) {
        var named = serve.length == 0 ? Optional.<Set<String>>empty() : Optional.of(Set.of(serve));
        return new TaskTypes(List.of(new Counter(), new Waiter()), named, new ObjectMapper());
    }
}
