package dev.handoff.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.handoff.LocalServer;
import dev.handoff.LocalServer.Answer;
import dev.handoff.LocalServer.Request;
import dev.handoff.storage.FileName.CloudObject;
import dev.handoff.task.TaskFailure;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Talks to a server that speaks the JSON interface of Cloud Storage as far as reading needs it. */
class CloudStorageTest {

    private static final String OBJECT = "/storage/v1/b/talks/o/2026%2Fmonday.wav";

    @TempDir
    Path folder;

    private final LocalServer server = new LocalServer(CloudStorageTest::serve);
    private final CloudStorage cloud = new CloudStorage(new GoogleLogin(), Optional.of(server.address()));

    @AfterEach
    void stop() {
        server.close();
    }

    private static Answer serve(Request request) {
        if (request.path().contains("/forbidden/")) {
            return Answer.json(403, "{\"error\":{\"code\":403,\"message\":\"no access\"}}");
        } else if (!request.path().contains(OBJECT)) {
            return Answer.json(404, "{\"error\":{\"code\":404,\"message\":\"not found\"}}");
        } else if (request.path().contains("alt=media")) {
            return new Answer(
                    200, Map.of("x-goog-generation", "7"), "sound of monday".getBytes(StandardCharsets.UTF_8));
        }
        return Answer.json(
                200, "{\"bucket\":\"talks\",\"name\":\"2026/monday.wav\",\"generation\":\"7\",\"size\":\"15\"}");
    }

    @Test
    void copiesAnObjectIntoTheWorkspace() throws Exception {
        var file = download("talks", "2026/monday.wav", 15);

        assertThat(file).hasContent("sound of monday").hasParent(folder);
        assertThat(file.getFileName().toString()).matches("object-[0-9a-f]{64}");
    }

    @Test
    void refusesAnObjectThatIsTooLargeBeforeReadingIt() {
        assertRefused("talks", "2026/monday.wav", 14, "15 bytes");
        assertThat(server.requests).noneMatch(request -> request.path().contains("alt=media"));
    }

    @Test
    void namesAnObjectThatIsNotThere() {
        assertRefused("talks", "tuesday.wav", 100, "no object gs://talks/tuesday.wav");
    }

    @Test
    void saysWhichRoleIsMissing() {
        assertRefused("forbidden", "monday.wav", 100, "roles/storage.objectViewer");
    }

    @Test
    void saysHowToLogIn() {
        var login = new GoogleLogin(() -> {
            throw new IOException("no credentials");
        });
        var loggedOut = new CloudStorage(login, Optional.empty());

        assertThatExceptionOfType(TaskFailure.class)
                .isThrownBy(() -> loggedOut.download(new CloudObject("talks", "a"), new Workspace(folder), 100))
                .withMessageContaining("GOOGLE_APPLICATION_CREDENTIALS")
                .satisfies(failure -> assertThat(failure.isPermanent()).isTrue());
    }

    private void assertRefused(String bucket, String object, long maxBytes, String reason) {
        assertThatExceptionOfType(TaskFailure.class)
                .isThrownBy(() -> download(bucket, object, maxBytes))
                .withMessageContaining(reason)
                .satisfies(failure -> assertThat(failure.isPermanent()).isTrue());
    }

    private Path download(String bucket, String object, long maxBytes) throws Exception {
        return cloud.download(new CloudObject(bucket, object), new Workspace(folder), maxBytes);
    }
}
