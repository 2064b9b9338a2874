package dev.handoff.edge.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class DispatchCheckTest {

    private static final Finding HERE = new Finding("local", Finding.State.OK, "this process, 4 at a time");

    private final Map<String, Finding> asked = new LinkedHashMap<>();

    @Test
    void equalAnswersAreOneLineWithTheTypes() {
        asked.put("transcribe", HERE);
        asked.put("embed", HERE);

        assertThat(told()).isEqualTo("""
                ok       local          this process, 4 at a time (transcribe, embed)""");
    }

    @Test
    void differentAnswersAreToldByType() {
        asked.put("transcribe", new Finding("cloud-tasks", Finding.State.OK, "queue heavy runs"));
        asked.put("embed", new Finding("cloud-tasks", Finding.State.OK, "queue light runs"));
        asked.put("ai-note", new Finding("cloud-tasks", Finding.State.OK, "queue light runs"));

        assertThat(told()).isEqualTo("""
                ok       cloud-tasks    transcribe: queue heavy runs; embed, ai-note: queue light runs""");
    }

    @Test
    void problemOfOneTypeIsToldApart() {
        asked.put("transcribe", HERE);
        asked.put("embed", new Finding("local", Finding.State.PROBLEM, "nobody is there"));

        assertThat(told()).isEqualTo("""
                ok       local          this process, 4 at a time (transcribe)
                problem  local          nobody is there (embed)""");
    }

    private String told() {
        return DispatchCheck.summary(asked).stream().map(Finding::toString).collect(Collectors.joining("\n"));
    }
}
