package dev.handoff.edge.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.handoff.tool.bench.Phase;
import dev.handoff.tool.bench.Plan;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What a command asks arrives inside Quarkus as it was asked. */
class OrderTest {

    @Test
    void taskToRunArrives() {
        var input = new ObjectMapper().createObjectNode().put("text", "\"quoted\" and späť");
        var wanted = new RunTask.Wanted("transcribe", input, List.of("/tmp/a b.wav"), true, "/home/jane");

        assertThat(arrived(wanted, RunTask.Wanted.class)).isEqualTo(wanted);
    }

    @Test
    void tasksToRerouteArrive() {
        var all = new Reroute.Wanted(null, null, null);
        var some = new Reroute.Wanted("rabbitmq", "transcribe", "it is \"gone\"");

        assertThat(arrived(all, Reroute.Wanted.class)).isEqualTo(all);
        assertThat(arrived(some, Reroute.Wanted.class)).isEqualTo(some);
    }

    @Test
    void measurementArrives() {
        var plan = new Plan(100, 2, 3, 0, Set.of(Phase.values()));
        var wanted = new BenchRun.Wanted(plan, "handoff.scratch", List.of(), false);

        assertThat(arrived(wanted, BenchRun.Wanted.class)).isEqualTo(wanted);
    }

    @Test
    void demoArrives() {
        var wanted = new Serve.Wanted(true);

        assertThat(arrived(wanted, Serve.Wanted.class)).isEqualTo(wanted);
    }

    private static <T extends Record> T arrived(Record order, Class<T> type) {
        return Order.read(new String[] {Order.write(order)}, type);
    }
}
