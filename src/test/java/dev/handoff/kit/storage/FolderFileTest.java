package dev.handoff.kit.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.handoff.kit.storage.FileName.LocalFile;
import dev.handoff.task.TaskFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Names lead elsewhere from one moment to the next. */
class FolderFileTest {

    private static final LocalFile NAME = (LocalFile) FileName.parse("talks/monday.wav");

    @TempDir
    Path machine;

    private Path root;
    private Path file;
    private Path secret;

    @BeforeEach
    void fill() throws IOException {
        root = Files.createDirectory(machine.toRealPath().resolve("storage"));
        file = Files.writeString(Files.createDirectory(root.resolve("talks")).resolve("monday.wav"), "sound");
        secret = Files.writeString(
                Files.createDirectory(machine.resolve("elsewhere")).resolve("monday.wav"), "secret");
    }

    @Test
    void fileThatBecameALinkIsRefused() throws IOException {
        Files.delete(file);
        Files.createSymbolicLink(file, secret);

        refused();
    }

    @Test
    void folderThatBecameALinkIsRefused() throws IOException {
        Files.delete(file);
        Files.delete(root.resolve("talks"));
        Files.createSymbolicLink(root.resolve("talks"), secret.getParent());

        refused();
    }

    @Test
    void whatWasOpenedStaysTheSameWhateverItsNameLeadsTo() throws Exception {
        try (var opened = FolderFile.open(root, file, NAME)) {
            Files.delete(file);
            Files.createSymbolicLink(file, secret);

            assertThat(opened.within(new Workspace(machine))).hasContent("sound");
        }
    }

    @Test
    void whatWasFetchedStaysTheSameToo() throws Exception {
        try (var opened = FolderFile.open(root, file, NAME)) {
            var fetched = opened.within(new Workspace(machine));
            Files.delete(file);
            Files.createSymbolicLink(file, secret);

            assertThat(fetched).hasContent("sound");
        }
    }

    private void refused() {
        assertThatExceptionOfType(TaskFailure.class)
                .isThrownBy(() -> FolderFile.open(root, file, NAME).close())
                .matches(TaskFailure::isPermanent);
    }
}
