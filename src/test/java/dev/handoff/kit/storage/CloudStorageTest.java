package dev.handoff.kit.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import dev.handoff.kit.storage.CloudStorageServer.Fault;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Talks to a server that speaks the JSON interface of Cloud Storage. */
class CloudStorageTest extends StorageContract {

    private static final int MEGABYTE = 1 << 20;

    @TempDir
    Path disk;

    private CloudStorageServer server;
    private CloudStorage cloud;

    @BeforeEach
    void start() {
        server = new CloudStorageServer(disk, "talks", CloudStorageServer.FORBIDDEN);
        cloud = new CloudStorage(
                new CloudClient(new GoogleLogin(), Optional.of(server.address()), Duration.ofMillis(10)));
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Override
    String place() {
        return "gs://talks/";
    }

    @Override
    CloudStorage cloud() {
        return cloud;
    }

    @Test
    void copiesAnObjectUnderANameThatHasNothingOfItsOwn() throws Exception {
        put("2026/monday.wav", "sound of monday");

        assertThat(fetch("2026/monday.wav").getFileName().toString()).matches("object-[0-9a-f]{64}");
    }

    @Test
    void browsersAreToldWhatTheyPlay() throws Exception {
        put("monday.mp3", "sound");
        assertThat(server.uploads.contentType).isEqualTo("audio/mpeg");

        put("monday.unheard-of", "sound");
        assertThat(server.uploads.contentType).isEqualTo("application/octet-stream");
    }

    @Test
    void refusesAnObjectThatIsTooLargeBeforeReadingIt() throws Exception {
        put("monday.wav", "sound of monday");
        var narrow = storage(Map.of("handoff.storage.max-size", "14"));

        assertRefused(() -> narrow.fetch(name("monday.wav"), new Workspace(machine)), "15 bytes");

        assertThat(server.requests).noneMatch(request -> request.contains("alt=media"));
    }

    @Test
    void namesAnObjectThatIsNotThere() {
        assertRefused(() -> fetch("tuesday.wav"), "no object gs://talks/tuesday.wav");
    }

    @Test
    void saysWhichRoleIsMissing() {
        var name = FileName.parse("gs://forbidden/monday.wav");

        assertRefused(
                () -> storage().fetch(name, new Workspace(machine)),
                "may not read gs://forbidden/monday.wav; grant them roles/storage.objectViewer on the bucket");
        assertRefused(() -> storage().exists(name), "roles/storage.objectViewer");
        assertRefused(
                () -> storage().put(file("sound"), name),
                "may not write gs://forbidden/monday.wav; grant them roles/storage.objectUser on the bucket"
                        + " (Cloud Storage says: 403 handoff@example.com does not have storage.objects access)");
        assertRefused(() -> storage().delete(name), "may not delete gs://forbidden/monday.wav; grant them roles/");
        assertRefused(() -> storage().deleteAll(name), "may not delete gs://forbidden/monday.wav; grant them roles/");
    }

    @Test
    void saysThatThereIsNoBucket() {
        var name = FileName.parse("gs://nowhere/monday.wav");

        assertRefused(
                () -> storage().put(file("sound"), name),
                "there is no bucket nowhere for gs://nowhere/monday.wav; create it, or set HANDOFF_OUTPUT");
        assertRefused(() -> storage().fetch(name, new Workspace(machine)), "its bucket does not exist");
    }

    @Test
    void saysHowToLogIn() {
        var loggedOut = new CloudStorage(
                new GoogleLogin(() -> {
                    throw new IOException("no credentials");
                }),
                Optional.empty());

        assertRefused(() -> loggedOut.find((FileName.CloudObject) name("a")), "GOOGLE_APPLICATION_CREDENTIALS");
    }

    @Test
    void writesToNoBucketThatIsNotAllowed() {
        var narrow = storage(Map.of("handoff.storage.buckets", "others"));

        assertRefused(() -> narrow.put(file("sound"), name("a.wav")), "bucket talks is not allowed");
        assertRefused(() -> narrow.exists(name("a.wav")), "bucket talks is not allowed");
        assertRefused(() -> narrow.delete(name("a.wav")), "bucket talks is not allowed");
        assertRefused(() -> narrow.deleteAll(name("a.wav")), "bucket talks is not allowed");
        assertThat(server.requests).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {408, 429, 500, 502, 503, 504})
    void asksAgainAfterWhatPasses(int status) throws Exception {
        fail(status, 2);

        put("work/monday.wav", "sound");
        assertThat(exists("work/monday.wav")).isTrue();
        assertThat(fetch("work/monday.wav")).hasContent("sound");
        storage().deleteAll(name("work"));

        assertThat(exists("work/monday.wav")).isFalse();
        assertThat(server.faults).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {429, 503})
    void leavesWhatDoesNotPassToALaterAttempt(int status) {
        server.faults.addAll(Collections.nCopies(6, new Fault("POST", "/upload/", status)));

        assertThatExceptionOfType(IOException.class)
                .isThrownBy(() -> put("monday.wav", "sound"))
                .withMessageContaining("could not write gs://talks/monday.wav");
        assertThat(server.faults).isEmpty();
    }

    @Test
    void goesOnWhereAnUploadBroke() throws Exception {
        var file = large(30);
        server.uploads.breaksAfter = 20 * MEGABYTE;

        storage().put(file, name("large.wav"));

        assertThat(Files.mismatch(fetch("large.wav"), file)).isEqualTo(-1);
        assertThat(server.uploads.received).isEqualTo(30 * MEGABYTE);
    }

    @Test
    void leavesAnUploadThatWasForgottenToALaterAttempt() throws Exception {
        server.faults.add(new Fault("PUT", "/upload/", 404));

        assertThatExceptionOfType(IOException.class).isThrownBy(() -> put("monday.wav", "sound"));

        put("monday.wav", "sound");
        assertThat(fetch("monday.wav")).hasContent("sound");
    }

    @Test
    void keepsWhatWasThereWhenAnUploadArrivesDamaged() throws Exception {
        put("monday.wav", "sound");
        server.uploads.spoils = true;

        assertThatExceptionOfType(IOException.class)
                .isThrownBy(() -> put("monday.wav", "other sound"))
                .withMessageContaining("could not write gs://talks/monday.wav: 400")
                .withMessageContaining("CRC32C")
                .withMessageNotContaining("upload_id");

        assertThat(fetch("monday.wav")).hasContent("sound");
    }

    @Test
    void noticesThatADownloadIsDamaged() throws Exception {
        put("monday.wav", "sound");
        server.buckets.spoils = true;

        assertThatExceptionOfType(IOException.class)
                .isThrownBy(() -> fetch("monday.wav"))
                .withMessageContaining("were changed on their way");
    }

    @ParameterizedTest
    @ValueSource(ints = {503, Fault.SILENCE})
    void anInterruptEndsThePauseAndTheWaitForAnAnswer(int status) throws Exception {
        server.faults.addAll(Collections.nCopies(6, new Fault("POST", "/upload/", status)));
        var patient = new CloudStorage(
                new CloudClient(new GoogleLogin(), Optional.of(server.address()), Duration.ofMinutes(1)));
        var file = file("sound");
        var ended = new CompletableFuture<Exception>();

        var thread = Thread.startVirtualThread(() -> {
            try {
                patient.put(file, (FileName.CloudObject) name("monday.wav"));
            } catch (Exception e) {
                ended.complete(e);
            }
        });
        await().until(() -> server.faults.size() < 6);
        thread.interrupt();

        assertThat(ended)
                .succeedsWithin(Duration.ofSeconds(2))
                .isInstanceOf(IOException.class)
                .extracting(Exception::getMessage)
                .isEqualTo("interrupted, could not write gs://talks/monday.wav");
    }

    private void fail(int status, int times) {
        for (var method : new String[] {"POST", "PUT", "GET", "DELETE"}) {
            server.faults.addAll(Collections.nCopies(times, new Fault(method, "", status)));
        }
    }

    private Path large(int megabytes) throws IOException {
        return LargeFile.of(machine.resolve("large"), megabytes);
    }
}
