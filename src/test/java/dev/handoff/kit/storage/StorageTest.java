package dev.handoff.kit.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.handoff.task.Invalid;
import dev.handoff.task.TaskFailure;
import io.quarkus.runtime.configuration.ConfigurationException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StorageTest {

    @TempDir
    Path machine;

    private Path folder;

    @BeforeEach
    void createFolder() throws IOException {
        folder = Files.createDirectory(machine.resolve("storage"));
    }

    @Test
    void findsAFile() throws Exception {
        var file = Files.writeString(folder.resolve("monday.wav"), "sound");

        assertThat(fetch("monday.wav")).hasSameBinaryContentAs(file);
    }

    @Test
    void namesTheFileAndTheFolderWhenThereIsNone() {
        assertRefused("monday.wav", "no file monday.wav in the storage folder " + folder);
    }

    @Test
    void namesTheFolderWhenItIsMissingItself() throws IOException {
        Files.delete(folder);

        assertRefused("monday.wav", "no file monday.wav in the storage folder " + folder);
    }

    @Test
    void refusesLinksThatLeadOut() throws IOException {
        Files.writeString(machine.resolve("secret"), "secret");
        Files.createSymbolicLink(folder.resolve("link.wav"), machine.resolve("secret"));
        Files.createSymbolicLink(folder.resolve("up"), machine);

        assertRefused("link.wav", "leads out");
        assertRefused("up/secret", "leads out");
    }

    @Test
    void refusesASiblingWhoseNameBeginsLikeTheFolders() throws IOException {
        var sibling = Files.createDirectory(machine.resolve("storage-of-others"));
        Files.writeString(sibling.resolve("a.wav"), "sound");
        Files.createSymbolicLink(folder.resolve("a.wav"), sibling.resolve("a.wav"));

        assertRefused("a.wav", "leads out");
    }

    @Test
    void followsLinksThatStayInside() throws Exception {
        var file = Files.writeString(folder.resolve("monday.wav"), "sound");
        Files.createSymbolicLink(folder.resolve("latest.wav"), Path.of("monday.wav"));

        assertThat(fetch("latest.wav")).hasSameBinaryContentAs(file);
    }

    @Test
    void refusesPipesAndFolders() throws Exception {
        new ProcessBuilder("mkfifo", folder.resolve("pipe.wav").toString())
                .start()
                .waitFor();
        Files.createDirectory(folder.resolve("folder.wav"));

        assertRefused("pipe.wav", "not a regular file");
        assertRefused("folder.wav", "not a regular file");
    }

    @Test
    void refusesFilesThatAreTooLarge() throws IOException {
        Files.write(folder.resolve("large.wav"), new byte[2000]);

        assertThatExceptionOfType(TaskFailure.class)
                .isThrownBy(() -> fetch("large.wav", Map.of("handoff.storage.max-size", "1K")))
                .withMessageContaining("2000 bytes")
                .satisfies(failure -> assertThat(failure.isPermanent()).isTrue());
    }

    @Test
    void refusesBucketsThatAreNotAllowed() {
        var storage = storage(Map.of("handoff.storage.buckets", "talks,music"));

        assertThat(storage.check("gs://talks/monday.wav")).hasToString("gs://talks/monday.wav");
        assertThatExceptionOfType(Invalid.class)
                .isThrownBy(() -> storage.check("gs://secrets/monday.wav"))
                .withMessageContaining("secrets");
    }

    @Test
    void outputsGoIntoAFolderOfTheirOwn() {
        assertThat(storage(Map.of()).output("talks/monday.mp3")).hasToString("output/talks/monday.mp3");
    }

    @ParameterizedTest
    @ValueSource(strings = {"../made", "/srv/made", "gs://secrets/made", "gs://", "made/../..", "s3://talks/made"})
    void refusesToStartWhereOutputsMayNotGo(String output) {
        assertThatExceptionOfType(ConfigurationException.class)
                .isThrownBy(() -> storage(Map.of("handoff.storage.output", output, "handoff.storage.buckets", "talks")))
                .withMessageStartingWith("HANDOFF_OUTPUT is " + output);
    }

    @Test
    void refusesBucketsAsOutputs() {
        assertThatExceptionOfType(Invalid.class)
                .isThrownBy(() -> storage(Map.of()).output("gs://talks/monday.mp3"))
                .withMessage("/output: must not name a bucket, was gs://talks/monday.mp3; HANDOFF_OUTPUT says where"
                        + " outputs go");
    }

    @Test
    void storesAFileOnceUnderASafeName() throws Exception {
        var file = Files.writeString(machine.resolve("..My talk; rm -rf.WAV"), "sound");
        var storage = storage(Map.of());

        var name = storage.store(file);

        assertThat(name).matches("my-talk-rm-rf-[0-9a-f]{16}\\.wav").isEqualTo(storage.store(file));
        assertThat(fetch(name)).hasContent("sound");
        assertThat(folder).isDirectoryNotContaining(other -> !other.endsWith(name));
    }

    private void assertRefused(String name, String reason) {
        assertThatExceptionOfType(TaskFailure.class)
                .isThrownBy(() -> fetch(name))
                .withMessageContaining(reason)
                .satisfies(failure -> assertThat(failure.isPermanent()).isTrue());
    }

    private Path fetch(String name) throws Exception {
        return fetch(name, Map.of());
    }

    private Path fetch(String name, Map<String, String> settings) throws Exception {
        var storage = storage(settings);
        return storage.fetch(storage.check(name), new Workspace(machine));
    }

    private Storage storage(Map<String, String> settings) {
        return TestStorage.in(folder, settings);
    }
}
