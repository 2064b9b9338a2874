package dev.handoff.tool.emulator.cloudtasks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import com.google.api.gax.rpc.ApiException;
import com.google.api.gax.rpc.StatusCode;
import dev.handoff.tool.emulator.Faults;
import dev.handoff.tool.emulator.Live;
import dev.handoff.tool.emulator.PushResult;
import io.vertx.core.json.JsonObject;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What callers and targets see of faults. */
class FaultInjectionTest {

    private final Live live = new Live(Live::ok);

    @AfterEach
    void close() {
        live.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"UNAVAILABLE", "RESOURCE_EXHAUSTED", "PERMISSION_DENIED", "NOT_FOUND"})
    void callerGetsTheErrorAndThereIsNoTask(String code) {
        live.emulator.inject(Faults.NONE.with("failCreate", code));

        assertCreateFails(code);

        assertThat(live.http("GET", "/emulator", "").body()).contains("\"queues\" : [ ]");
    }

    @Test
    void deadlineLeavesATask() {
        live.emulator.inject(Faults.NONE.with("failCreate", "DEADLINE_EXCEEDED"));

        assertCreateFails("DEADLINE_EXCEEDED");

        await().until(() -> live.target.requests.size() == 1);
    }

    @Test
    void onlyTheNextCallsFail() {
        live.emulator.inject(Faults.NONE.with("failCreate", "UNAVAILABLE:2"));

        assertCreateFails("UNAVAILABLE");
        assertCreateFails("UNAVAILABLE");

        assertThat(live.client.createTask(Live.QUEUE, live.task().build()).getName())
                .isNotEmpty();
    }

    @Test
    void everyPushIsMadeTwice() {
        live.emulator.inject(Faults.NONE.with("duplicate", "1"));

        live.client.createTask(Live.QUEUE, live.task().build());
        await().until(() -> live.emulator.deliveries().size() == 2);

        assertThat(live.target.requests)
                .extracting(request ->
                        request.headers().get("X-cloudtasks-taskretrycount").getFirst())
                .containsExactly("0", "0");
        assertThat(live.emulator.deliveries()).extracting(PushResult::duplicate).containsExactlyInAnyOrder(false, true);
    }

    @Test
    void faultsAreChangedOverHttp() {
        var answer = live.http("PUT", "/emulator/faults", "{\"duplicate\":0.5,\"reorder\":true,\"seed\":7}");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(live.emulator.faults())
                .isEqualTo(Faults.of(Map.of("duplicate", "0.5", "reorder", "true", "seed", "7")));
        assertThat(new JsonObject(live.http("GET", "/emulator/faults", "").body()))
                .isEqualTo(new JsonObject(answer.body()));
    }

    @Test
    void badFaultsAreRefusedAndTheOthersStay() {
        live.emulator.inject(Faults.NONE.with("duplicate", "1"));

        var answer = live.http("PUT", "/emulator/faults", "{\"duplicate\":7}");

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).contains("fault duplicate must be a probability from 0 to 1, was 7");
        assertThat(live.emulator.faults().duplicate()).isEqualTo(1);
    }

    private void assertCreateFails(String code) {
        assertThatExceptionOfType(ApiException.class)
                .isThrownBy(() -> live.client.createTask(Live.QUEUE, live.task().build()))
                .extracting(failure -> failure.getStatusCode().getCode())
                .isEqualTo(StatusCode.Code.valueOf(code));
    }
}
