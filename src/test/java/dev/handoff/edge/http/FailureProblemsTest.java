package dev.handoff.edge.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.handoff.edge.telemetry.LogCapture;
import dev.handoff.kit.database.StoreUnavailable;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class FailureProblemsTest {

    @RegisterExtension
    private final LogCapture log = LogCapture.ofHandoff();

    /** As when a stream of HTTP/2 is reset: thousands of them are no thousand faults in the log. */
    @Test
    void callerThatHasGoneIsNoFaultOfTheDatabase() {
        var problem = FailureProblems.of(new StoreUnavailable(new InterruptedException()));

        assertThat(problem.type()).isEqualTo("/problems/cancelled");
        assertThat(log.lines()).isEmpty();
    }

    @Test
    void databaseThatIsSilentIsOne() {
        var problem = FailureProblems.of(new StoreUnavailable(new IOException("connection reset")));

        assertThat(problem.type()).isEqualTo("/problems/store-unavailable");
        assertThat(log.lines()).singleElement().asString().startsWith("ERROR").contains("PostgreSQL didn't answer");
    }
}
