package dev.handoff.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.handoff.LocalServer;
import dev.handoff.LocalServer.Answer;
import dev.handoff.kit.database.embedded.DatabaseUrl;
import dev.handoff.kit.database.embedded.TestDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPairGenerator;
import java.time.Duration;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How the packaged application talks to the services around it. */
class ServicesIT {

    private static final Path SAMPLE = Path.of("samples", "sense-and-sensibility.wav");
    private static final String INPUT = "{\"filename\":\"sense-and-sensibility.wav\"}";

    private final DatabaseUrl database = TestDatabase.fresh();

    @TempDir
    private Path folder;

    @AfterEach
    void drop() {
        TestDatabase.drop(database);
    }

    @Test
    void believesACertificateOfTheTrustStore() throws Exception {
        var certificate = new Certificate(folder);
        try (var speech =
                        new LocalServer(_ -> Answer.json(200, "{\"text\":\"said over TLS\"}"), certificate.identity());
                var instance = Instance.start(database, certificate.trusted(), openAi(speech))) {

            var ended = endOf(instance, instance.submit("transcribe", INPUT));

            assertThat(ended.at("/result/text").asText()).isEqualTo("said over TLS");
            assertThat(speech.requests.getLast().path()).isEqualTo("/v1/audio/transcriptions");
        }
    }

    @Test
    void refusesACertificateThatNobodySigned() throws Exception {
        var certificate = new Certificate(folder);
        try (var speech = new LocalServer(_ -> Answer.json(200, "{}"), certificate.identity());
                var instance = Instance.start(database, openAi(speech))) {

            var task = instance.submit("transcribe", INPUT);

            await().until(() -> instance.task(task).path("attempts").size() > 0);
            assertThat(instance.task(task).at("/attempts/0/error").asText())
                    .contains("unable to find valid certification path to requested target");
            assertThat(speech.requests).isEmpty();
        }
    }

    @Test
    void readsABucket() throws Exception {
        var sound = Files.readAllBytes(SAMPLE);
        try (var services = new LocalServer(request -> {
                    if (request.path().startsWith("/v1/audio")) {
                        return Answer.json(200, "{\"text\":\"from a bucket\"}");
                    }
                    return request.path().contains("alt=media")
                            ? new Answer(200, Map.of("x-goog-generation", "7"), sound)
                            : Answer.json(
                                    200,
                                    "{\"bucket\":\"talks\",\"name\":\"monday.wav\",\"generation\":\"7\",\"size\":\"%d\"}"
                                            .formatted(sound.length));
                });
                var instance = Instance.start(
                        database, with(openAi(services), Map.of("STORAGE_EMULATOR_HOST", services.address())))) {

            var ended = endOf(instance, instance.submit("transcribe", "{\"filename\":\"gs://talks/monday.wav\"}"));

            assertThat(ended.at("/result/text").asText())
                    .as(ended.toPrettyString())
                    .isEqualTo("from a bucket");
        }
    }

    @Test
    void logsInToGoogleWithAServiceAccount() throws Exception {
        try (var google = new LocalServer(request -> Answer.json(
                        200,
                        request.path().equals("/token")
                                ? "{\"access_token\":\"ya29.secret\",\"expires_in\":3600,\"token_type\":\"Bearer\"}"
                                : "{\"results\":[{\"alternatives\":[{\"transcript\":\"heard by Google\"}]}]}"));
                var instance = Instance.start(
                        database,
                        with(
                                storage(),
                                Map.of(
                                        "HANDOFF_SPEECH", "google",
                                        "GOOGLE_CLOUD_PROJECT", "radio",
                                        "GOOGLE_SPEECH_LOCATION", "eu",
                                        "HANDOFF_SPEECH_GOOGLE_BASE_URL", google.address(),
                                        "GOOGLE_APPLICATION_CREDENTIALS", serviceAccount(google))))) {

            var ended = endOf(instance, instance.submit("transcribe", INPUT));

            assertThat(ended.at("/result/text").asText())
                    .as(ended.toPrettyString())
                    .isEqualTo("heard by Google");
            assertThat(google.requests.getLast().headers().get("Authorization")).containsExactly("Bearer ya29.secret");
        }
    }

    @Test
    void sendsTracesToACollector() throws Exception {
        try (var collector = new LocalServer(_ -> new Answer(200, Map.of(), new byte[0]));
                var instance = Instance.start(
                        database,
                        Map.of(
                                "OTEL_EXPORTER_OTLP_ENDPOINT",
                                collector.address(),
                                "OTEL_EXPORTER_OTLP_PROTOCOL",
                                "http/protobuf"))) {

            endOf(instance, instance.submit("process-message", "{\"text\":\"x\"}"));

            await().atMost(Duration.ofSeconds(20)).until(() -> collector.requests.stream()
                    .anyMatch(request -> request.path().equals("/v1/traces")
                            && request.text().contains("task process-message")));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "HANDOFF_API_KEY, HANDOFF_API_KEY is not set, TASKS_AUTH",
        "TASKS_AUTH, TASKS_AUTH is not set or is the default, HANDOFF_API_KEY"
    })
    void refusesToServeInProductionWithoutASecret(String missing, String reason, String other) throws Exception {
        var settings = new HashMap<>(production());
        settings.remove(missing);

        var refused = Program.run(settings, "serve");

        assertThat(refused.code()).as(refused.err()).isEqualTo(2);
        assertThat(refused.err())
                .contains("not safe for production: " + reason)
                .contains("set it to")
                .doesNotContain(other);
    }

    private static long migrations() throws IOException {
        try (var files = Files.list(Path.of("src", "main", "resources", "db", "migration"))) {
            return files.count();
        }
    }

    @Test
    void isSafeInProductionAndLogsForGoogle() throws Exception {
        var production = production();

        assertThat(Program.run(production, "migrate").out()).contains(migrations() + " migrations were applied");
        try (var instance = Instance.start(database, production)) {
            assertThat(instance.answer("/api/tasks", "{}").statusCode()).isEqualTo(401);
            assertThat(instance.answer(
                                    "/api/tasks/process-message",
                                    "{\"text\":\"x\"}",
                                    "X-Tasks-Auth",
                                    "known to nobody else")
                            .statusCode())
                    .isEqualTo(200);
            assertThat(Files.readAllLines(instance.log())).anySatisfy(line -> {
                assertThat(line).startsWith("{");
                assertThat(new ObjectMapper().readTree(line).path("severity").asText())
                        .isNotEmpty();
            });
        }
    }

    private Map<String, String> production() {
        return Map.of(
                "APP_ENV", "production",
                "DATABASE_URL", database.full(),
                "HANDOFF_API_KEY", "0123456789abcdef",
                "TASKS_AUTH", "known to nobody else");
    }

    private static Map<String, String> openAi(LocalServer speech) {
        return with(storage(), Map.of("HANDOFF_SPEECH", "openai", "OPENAI_BASE_URL", speech.address() + "/v1"));
    }

    private static Map<String, String> storage() {
        return Map.of("HANDOFF_STORAGE", SAMPLE.getParent().toAbsolutePath().toString());
    }

    /** A key file whose owner is known to that server only. */
    private String serviceAccount(LocalServer google) throws Exception {
        var pair = KeyPairGenerator.getInstance("RSA").generateKeyPair();
        var key = Base64.getMimeEncoder(64, new byte[] {'\n'})
                .encodeToString(pair.getPrivate().getEncoded());
        var file = folder.resolve("key.json");
        var account = new ObjectMapper()
                .createObjectNode()
                .put("type", "service_account")
                .put("project_id", "radio")
                .put("private_key_id", "1")
                .put("private_key", "-----BEGIN PRIVATE KEY-----\n" + key + "\n-----END PRIVATE KEY-----\n")
                .put("client_email", "handoff@radio.iam.gserviceaccount.com")
                .put("client_id", "1")
                .put("token_uri", google.address() + "/token");
        Files.writeString(file, account.toString());
        return file.toString();
    }

    private static Map<String, String> with(Map<String, String> some, Map<String, String> others) {
        var all = new HashMap<>(some);
        all.putAll(others);
        return all;
    }

    private static JsonNode endOf(Instance instance, String task) {
        await().atMost(Duration.ofSeconds(60)).until(() -> instance.task(task).hasNonNull("ended_at"));
        return instance.task(task);
    }
}
