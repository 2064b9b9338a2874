package dev.handoff.tool.emulator.cloudtasks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.google.cloud.tasks.v2.HttpMethod;
import com.google.cloud.tasks.v2.OAuthToken;
import com.google.protobuf.ByteString;
import dev.handoff.LocalServer;
import dev.handoff.LocalServer.Answer;
import dev.handoff.tool.emulator.Live;
import dev.handoff.tool.emulator.PushResult;
import java.time.Duration;
import java.time.Instant;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What targets get, over a real network. */
class DeliveryTest {

    private final AtomicReference<Iterator<Integer>> statuses = new AtomicReference<>();
    private final Live live = new Live(this::answer);

    @AfterEach
    void close() {
        live.close();
    }

    @Test
    void targetGetsTheRequestAndTheHeadersOfTheService() {
        var eta = Instant.now().plusMillis(300);
        var task = live.client.createTask(
                Live.QUEUE,
                live.task()
                        .setName(Live.QUEUE + "/tasks/greeting")
                        .setScheduleTime(Protos.timestamp(eta))
                        .setHttpRequest(live.request()
                                .setUrl(live.target.address() + "/work?x=1")
                                .putHeaders("Content-Type", "text/plain")
                                .setBody(ByteString.copyFromUtf8("hello")))
                        .build());

        var request = pushed(1).getFirst();

        assertThat(request.method() + " " + request.path() + " " + request.text())
                .isEqualTo("POST /work?x=1 hello");
        assertThat(header(request, "Content-type")).isEqualTo("text/plain");
        assertThat(header(request, "Host")).isEqualTo(live.target.address().replace("http://", ""));
        assertThat(header(request, "User-agent")).isEqualTo("Google-Cloud-Tasks");
        assertThat(header(request, "X-cloudtasks-queuename")).isEqualTo("q");
        assertThat(header(request, "X-cloudtasks-taskname")).isEqualTo("greeting");
        assertThat(header(request, "X-cloudtasks-taskretrycount")).isEqualTo("0");
        assertThat(header(request, "X-cloudtasks-taskexecutioncount")).isEqualTo("0");
        assertThat(header(request, "X-cloudtasks-tasketa"))
                .isEqualTo("%d.%06d"
                        .formatted(
                                task.getScheduleTime().getSeconds(),
                                task.getScheduleTime().getNanos() / 1000));
        assertThat(request.headers())
                .doesNotContainKeys("X-cloudtasks-taskpreviousresponse", "X-cloudtasks-taskretryreason", "Traceparent");
    }

    @Test
    void scheduleIsKept() {
        live.client.listQueues(Live.LOCATION);
        var due = Instant.now().plusMillis(400);
        live.client.createTask(
                Live.QUEUE, live.task().setScheduleTime(Protos.timestamp(due)).build());

        assertThat(Duration.between(due, delivered(1).getFirst().at()))
                .isBetween(Duration.ZERO, Duration.ofMillis(200));
    }

    @Test
    void retriesTellWhatWasAnswered() {
        answers(503, 404, 200);
        live.client.createTask(Live.QUEUE, live.task().build());

        var requests = pushed(3);

        assertThat(requests)
                .extracting(request -> header(request, "X-cloudtasks-taskretrycount"))
                .containsExactly("0", "1", "2");
        assertThat(requests)
                .extracting(request -> header(request, "X-cloudtasks-taskexecutioncount"))
                .containsExactly("0", "0", "1");
        assertThat(requests)
                .extracting(request -> header(request, "X-cloudtasks-taskpreviousresponse"))
                .containsExactly("-", "503", "404");
        assertThat(requests)
                .extracting(request -> header(request, "X-cloudtasks-taskretryreason"))
                .containsExactly("-", "", "");
    }

    @ParameterizedTest
    @EnumSource(names = {"POST", "GET", "HEAD", "PUT", "DELETE", "PATCH", "OPTIONS"})
    void everyMethodIsThere(HttpMethod method) {
        live.client.createTask(
                Live.QUEUE,
                live.task().setHttpRequest(live.request().setHttpMethod(method)).build());

        assertThat(pushed(1).getFirst().method()).isEqualTo(method.name());
    }

    @Test
    void contentTypeIsNotInvented() {
        live.client.createTask(
                Live.QUEUE,
                live.task()
                        .setHttpRequest(live.request().setBody(ByteString.copyFromUtf8("x")))
                        .build());

        assertThat(pushed(1).getFirst().headers()).doesNotContainKey("Content-type");
    }

    @Test
    void accessTokenIsSomeBearer() {
        live.client.createTask(
                Live.QUEUE,
                live.task()
                        .setHttpRequest(live.request()
                                .putHeaders("Authorization", "mine")
                                .setOauthToken(OAuthToken.newBuilder().setServiceAccountEmail("a@b.example")))
                        .build());

        assertThat(pushed(1).getFirst().headers().get("Authorization"))
                .singleElement()
                .asString()
                .startsWith("Bearer ya29.");
    }

    @Test
    void unreachableTargetIsTriedAgain() {
        live.target.close();
        live.client.createTask(Live.QUEUE, live.task().build());

        assertThat(delivered(2)).allSatisfy(delivery -> {
            assertThat(delivery.status()).isEmpty();
            assertThat(delivery.nextAttempt()).isPresent();
        });
    }

    @Test
    void redirectIsAFailure() {
        answers(302, 200);
        live.client.createTask(Live.QUEUE, live.task().build());

        assertThat(delivered(2))
                .extracting(delivery -> delivery.status().orElse(0))
                .containsExactly(302, 200);
    }

    private void answers(Integer... these) {
        statuses.set(List.of(these).iterator());
    }

    private Answer answer(LocalServer.Request request) {
        var planned = statuses.get();
        return new Answer(planned != null && planned.hasNext() ? planned.next() : 200, java.util.Map.of(), new byte[0]);
    }

    private List<LocalServer.Request> pushed(int times) {
        await().until(() -> live.target.requests.size() >= times);
        return List.copyOf(live.target.requests);
    }

    private List<PushResult> delivered(int times) {
        await().until(() -> live.emulator.deliveries().size() >= times);
        return live.emulator.deliveries();
    }

    private static String header(LocalServer.Request request, String name) {
        return request.headers().getOrDefault(name, List.of("-")).getFirst();
    }
}
