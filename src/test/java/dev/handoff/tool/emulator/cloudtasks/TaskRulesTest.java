package dev.handoff.tool.emulator.cloudtasks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.google.cloud.tasks.v2.AppEngineHttpRequest;
import com.google.cloud.tasks.v2.HttpMethod;
import com.google.cloud.tasks.v2.HttpRequest;
import com.google.cloud.tasks.v2.Task;
import com.google.protobuf.ByteString;
import io.grpc.Status;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class TaskRulesTest {

    private static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");

    @Test
    void unnamedTaskGetsAName() {
        var task = admit(task());

        assertThat(task.name().toString()).matches(Bench.QUEUE + "/tasks/\\d+");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a", "A-b_9", "0123456789"})
    void idMayHaveLettersDigitsHyphensAndUnderscores(String id) {
        assertThat(admit(task().setName(Bench.QUEUE + "/tasks/" + id)).name().id())
                .isEqualTo(id);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "not a valid id", "a.b", "ä"})
    void idMayHaveNothingElse(String id) {
        assertInvalid(task().setName(Bench.QUEUE + "/tasks/" + id), "Task ID \"" + id + "\" can contain only letters");
    }

    @Test
    void idMayHave500Characters() {
        admit(task().setName(Bench.QUEUE + "/tasks/" + "x".repeat(500)));

        assertInvalid(task().setName(Bench.QUEUE + "/tasks/" + "x".repeat(501)), "between 1 and 500 characters");
    }

    @Test
    void nameMustBeInTheQueue() {
        assertInvalid(
                task().setName(Bench.QUEUE + "-other/tasks/a"),
                "The queue name from request ('" + Bench.QUEUE + "') must be the same as the queue name in the named"
                        + " task ('" + Bench.QUEUE + "-other').");
    }

    @Test
    void nameMustBeWhole() {
        assertInvalid(task().setName("a"), "Task name must be formatted: \"projects/<PROJECT_ID>");
    }

    @Test
    void taskMayHaveAMegabyte() {
        admit(body(TaskRules.MAX_BYTES - 200));

        assertInvalid(body(TaskRules.MAX_BYTES), "Task size too large");
    }

    @Test
    void headersMustHaveLessThan80Kilobytes() {
        admit(http(request().putHeaders("a", "x".repeat(TaskRules.MAX_HEADER_BYTES - 2))));

        assertInvalid(
                http(request().putHeaders("a", "x".repeat(TaskRules.MAX_HEADER_BYTES - 1))),
                "HttpRequest.headers must be smaller than 80KB. They had 81920 bytes.");
    }

    @Test
    void urlMayHave2083Characters() {
        var longest = "http://h/" + "x".repeat(TaskRules.MAX_URL_CHARACTERS - 9);
        admit(http(request().setUrl(longest)));

        assertInvalid(http(request().setUrl(longest + "x")), "at most 2083 characters. It had 2084.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "ftp://h/", "localhost/x", "http:///x", "http://h/a b"})
    void urlMustBeOfTheWeb(String url) {
        assertInvalid(http(request().setUrl(url)), "HttpRequest.url ");
    }

    @Test
    void hostMayBeAContainer() {
        admit(http(request().setUrl("http://my_app:8080/x")));
    }

    @Test
    void scheduleMayBe30DaysAhead() {
        var farthest = NOW.plus(Duration.ofDays(30));
        assertThat(admit(task().setScheduleTime(Protos.timestamp(farthest))).scheduledAt())
                .isEqualTo(farthest);

        assertInvalid(
                task().setScheduleTime(Protos.timestamp(farthest.plusMillis(1))),
                "The Task.scheduleTime, 2026-12-22T10:00:00.001Z, is too far in the future.");
    }

    @Test
    void pastScheduleIsNow() {
        assertThat(admit(task().setScheduleTime(Protos.timestamp(NOW.minusSeconds(1))))
                        .scheduledAt())
                .isEqualTo(NOW);
    }

    @ParameterizedTest
    @ValueSource(longs = {14_999, 1_800_001})
    void deadlineOutOfBoundsIsRefused(long millis) {
        assertInvalid(
                task().setDispatchDeadline(Protos.duration(Duration.ofMillis(millis))),
                "Task.dispatchDeadline must be between [15s, 30m]. It was " + millis + " ms.");
    }

    @ParameterizedTest
    @ValueSource(longs = {15_000, 1_800_000})
    void deadlineWithinBoundsIsKept(long millis) {
        var task = admit(task().setDispatchDeadline(Protos.duration(Duration.ofMillis(millis))));

        assertThat(task.dispatch(NOW).deadline()).isEqualTo(Duration.ofMillis(millis));
    }

    @Test
    void usualDeadlineIsTenMinutes() {
        assertThat(admit(task()).dispatch(NOW).deadline()).isEqualTo(Duration.ofMinutes(10));
    }

    @ParameterizedTest
    @EnumSource(names = {"GET", "HEAD", "DELETE", "OPTIONS"})
    void bodyNeedsAMethodThatHasOne(HttpMethod method) {
        admit(http(request().setHttpMethod(method)));

        assertInvalid(
                http(request().setHttpMethod(method).setBody(ByteString.copyFromUtf8("x"))),
                "HttpRequest.body is only allowed with POST, PUT and PATCH. The method was " + method + ".");
    }

    @ParameterizedTest
    @EnumSource(names = {"POST", "PUT", "PATCH"})
    void bodyGoesWithTheseMethods(HttpMethod method) {
        var task = admit(http(request().setHttpMethod(method).setBody(ByteString.copyFromUtf8("x"))));

        assertThat(task.dispatch(NOW).request().getBody().toStringUtf8()).isEqualTo("x");
    }

    @Test
    void reservedHeadersAreLeftOut() {
        var task = admit(http(request()
                .putAllHeaders(Map.of(
                        "Host", "elsewhere",
                        "content-length", "7",
                        "User-Agent", "me",
                        "X-Google-A", "a",
                        "x-appengine-b", "b",
                        "X-CloudTasks-TaskName", "c",
                        "X-Mine", "mine"))));

        assertThat(task.dispatch(NOW).request().getHeadersMap())
                .containsOnly(Map.entry("User-Agent", "Google-Cloud-Tasks"), Map.entry("X-Mine", "mine"));
    }

    @Test
    void basicViewHasNoBody() {
        var task = admit(http(request().setBody(ByteString.copyFromUtf8("secret"))));

        assertThat(task.view(Task.View.VIEW_UNSPECIFIED).getHttpRequest().getBody())
                .isEqualTo(ByteString.EMPTY);
        assertThat(task.view(Task.View.FULL).getHttpRequest().getBody().toStringUtf8())
                .isEqualTo("secret");
    }

    @Test
    void appEngineIsNotThere() {
        assertThatExceptionOfType(ApiError.class)
                .isThrownBy(() ->
                        admit(Task.newBuilder().setAppEngineHttpRequest(AppEngineHttpRequest.getDefaultInstance())))
                .withMessageContaining("App Engine")
                .extracting(ApiError::code)
                .isEqualTo(Status.Code.UNIMPLEMENTED);
    }

    @Test
    void requestIsRequired() {
        assertInvalid(Task.newBuilder(), "Task.httpRequest is required.");
    }

    private static StoredTask admit(Task.Builder task) {
        return TaskRules.admit(task.build(), Bench.QUEUE, NOW);
    }

    private static void assertInvalid(Task.Builder task, String message) {
        assertThatExceptionOfType(ApiError.class)
                .isThrownBy(() -> admit(task))
                .withMessageContaining(message)
                .extracting(ApiError::code)
                .isEqualTo(Status.Code.INVALID_ARGUMENT);
    }

    private static Task.Builder task() {
        return http(request());
    }

    private static Task.Builder http(HttpRequest.Builder request) {
        return Task.newBuilder().setHttpRequest(request);
    }

    private static Task.Builder body(int bytes) {
        return http(request().setBody(ByteString.copyFrom(new byte[bytes])));
    }

    private static HttpRequest.Builder request() {
        return HttpRequest.newBuilder().setUrl("http://localhost:8080/x?y=z");
    }
}
