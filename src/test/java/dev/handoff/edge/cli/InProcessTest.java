package dev.handoff.edge.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.handoff.Settings;
import dev.handoff.engine.EngineConfig;
import dev.handoff.engine.dispatch.DispatchConfig;
import dev.handoff.engine.schedule.ScheduleConfig;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class InProcessTest {

    @Test
    void taskOfACommandRunsHereWhereverOthersAreSent() {
        var settings = new HashMap<>(Map.of("HANDOFF_ROUTES", "heavy:cloud-tasks,light:worker"));
        assertThat(Settings.of(DispatchConfig.class, settings).routes()).isPresent();

        settings.putAll(InProcess.BRIEF);

        assertThat(Settings.of(DispatchConfig.class, settings).routes()).isEmpty();
    }

    @Test
    void taskOfACommandRunsHereWhateverServersServe() {
        var settings = new HashMap<>(Map.of("HANDOFF_SERVE", "none"));
        assertThat(Settings.of(EngineConfig.class, settings).serve()).isPresent();

        settings.putAll(InProcess.BRIEF);

        assertThat(Settings.of(EngineConfig.class, settings).serve()).isEmpty();
    }

    @Test
    void commandLeavesSchedulesToServers() {
        var settings = new HashMap<>(Map.of("HANDOFF_SCHEDULES", "{}"));
        assertThat(Settings.of(ScheduleConfig.class, settings).schedules()).contains("{}");

        settings.putAll(InProcess.BRIEF);

        assertThat(Settings.of(ScheduleConfig.class, settings).schedules()).isEmpty();
    }
}
