package dev.handoff.domain.language;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.handoff.LocalServer;
import dev.handoff.LocalServer.Answer;
import dev.handoff.Settings;
import dev.handoff.kit.fetch.FetchConfig;
import dev.handoff.kit.fetch.Images;
import dev.handoff.kit.fetch.Pictures;
import dev.handoff.kit.provider.model.Answers;
import dev.handoff.kit.provider.model.Interview;
import dev.handoff.kit.provider.model.Interview.Tokens;
import dev.handoff.kit.provider.model.ModelConfig;
import dev.handoff.kit.provider.model.TestModels;
import dev.handoff.kit.storage.CloudStorage;
import dev.handoff.kit.storage.GoogleLogin;
import dev.handoff.kit.storage.Storage;
import dev.handoff.kit.storage.StorageConfig;
import dev.handoff.kit.storage.TestStorage;
import dev.handoff.task.Invalid;
import dev.handoff.task.TaskFailure;
import dev.handoff.task.TestRun;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Base64;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VisionDescriptionTest {

    private static final byte[] PNG = Pictures.png(3, 2);
    private static final String GOOD = "{\"description\": \"A moon over a hill\", \"alt_text\": \"Moon\"}";
    private static final String WITHOUT_ALT_TEXT = "{\"description\": \"A moon over a hill\"}";

    private static Vertx vertx;

    @TempDir
    Path folder;

    private final Deque<Answer> answers = new ArrayDeque<>();
    private final LocalServer model = new LocalServer(_ -> answers.pop());
    private final LocalServer web = new LocalServer(_ -> new Answer(200, Map.of(), PNG));
    private final Map<String, String> settings = new HashMap<>(Map.of(
            "OPENAI_BASE_URL",
            model.address(),
            "HANDOFF_FETCH_TRUSTED",
            URI.create(web.address()).getAuthority()));

    @BeforeAll
    static void open() {
        vertx = Vertx.vertx();
    }

    @AfterAll
    static void close() {
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    @AfterEach
    void stop() {
        model.close();
        web.close();
    }

    @Test
    void describesAnImageOfTheWeb() throws Exception {
        var seen = handle(web.address() + "/moon", new TestRun(), Answers.says(GOOD));

        assertThat(seen)
                .isEqualTo(new ImageDescription("A moon over a hill", "Moon", "gpt-4.1-mini", new Tokens(100, 10)));
        assertThat(asked().at("/messages/1/content/0/image_url/url").asText())
                .isEqualTo("data:image/png;base64," + Base64.getEncoder().encodeToString(PNG));
        assertThat(asked().at("/messages/0/content").asText())
                .contains("at most 2000 characters", "at most 250 characters", "in this language: en.")
                .doesNotContain("{{");
    }

    @Test
    void describesAStoredImage() throws Exception {
        Files.write(folder.resolve("moon.txt"), PNG);

        assertThat(handle("moon.txt", new TestRun(), Answers.says(GOOD)).altText())
                .isEqualTo("Moon");
    }

    @Test
    void aStoredFileThatIsNoImageIsRefusedBeforeAnythingIsPaid() throws Exception {
        Files.writeString(folder.resolve("moon.png"), "not an image at all");

        assertThatExceptionOfType(TaskFailure.class)
                .isThrownBy(() -> handle("moon.png", new TestRun()))
                .withMessage("moon.png is no PNG, JPEG, WebP or GIF image")
                .satisfies(failure -> assertThat(failure.isPermanent()).isTrue());
        assertThat(model.requests).isEmpty();
    }

    @Test
    void aRedeliveredTaskNeitherAsksNorLooksAgain() throws Exception {
        var first = new TestRun();
        handle(web.address() + "/moon", first, Answers.says(WITHOUT_ALT_TEXT), Answers.says(GOOD));
        int looked = web.requests.size();

        assertThat(handle(web.address() + "/moon", first.next()).altText()).isEqualTo("Moon");

        assertThat(model.requests).hasSize(2);
        assertThat(web.requests).hasSize(looked);
    }

    @Test
    void submissionIsRefusedIfTheImageMayNotBeOpened() {
        for (var image : List.of(
                "http://169.254.169.254/computeMetadata/v1/",
                "https://me@example.com/",
                "../secret.png",
                "file:///etc/passwd")) {
            assertThatExceptionOfType(Invalid.class)
                    .isThrownBy(() -> handler().check(new VisionInput(image, null)))
                    .withMessageStartingWith("/image: ");
        }
        handler().check(new VisionInput("https://example.com/moon.png", null));
        handler().check(new VisionInput("gs://bucket/moon.png", null));
    }

    @Test
    void anObjectThatIsTooLargeIsNotBrought() {
        var facts =
                "{\"kind\": \"storage#object\", \"bucket\": \"bucket\", \"name\": \"moon.png\", \"size\": \"20000000000\","
                        + " \"generation\": \"1\", \"etag\": \"e\", \"updated\": \"2026-01-01T00:00:00Z\"}";
        try (var bucket = new LocalServer(_ -> Answer.json(200, facts))) {
            var cloud = new CloudStorage(new GoogleLogin(), Optional.of(bucket.address()));
            var storage = new Storage(Settings.of(StorageConfig.class), cloud);

            assertThatExceptionOfType(TaskFailure.class)
                    .isThrownBy(
                            () -> handler(storage).handle(new VisionInput("gs://bucket/moon.png", null), new TestRun()))
                    .withMessageStartingWith("gs://bucket/moon.png has 20000000000 bytes, the limit is ")
                    .withMessageEndingWith("; handoff.fetch.max-size raises it");
            assertThat(bucket.requests).noneMatch(request -> request.path().contains("alt=media"));
        }
    }

    private ImageDescription handle(String image, TestRun run, Answer... told) throws Exception {
        answers.addAll(List.of(told));
        return handler().handle(new VisionInput(image, null), run);
    }

    private VisionDescription handler() {
        return handler(TestStorage.in(folder));
    }

    private VisionDescription handler(Storage storage) {
        var config = Settings.of(ModelConfig.class, settings);
        var models = TestModels.of(config);
        var images = new Images(Settings.of(FetchConfig.class, settings), vertx);
        return new VisionDescription(models, new Interview(config, models), new Gallery(images, storage));
    }

    private JsonNode asked() throws IOException {
        return new ObjectMapper().readTree(model.requests.getLast().body());
    }
}
