package dev.handoff.kit.storage;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WorkspaceTest {

    @TempDir
    Path machine;

    @Test
    void isForThisUserAlone() throws Exception {
        try (var workspace = Workspace.open()) {
            assertThat(Files.getPosixFilePermissions(workspace.folder()))
                    .containsExactlyInAnyOrder(
                            PosixFilePermission.OWNER_READ,
                            PosixFilePermission.OWNER_WRITE,
                            PosixFilePermission.OWNER_EXECUTE);
        }
    }

    @Test
    void leavesNothingBehindButWhatALinkLedTo() throws Exception {
        var outside = Files.writeString(machine.resolve("outside"), "kept");
        var folder = Files.createDirectory(machine.resolve("workspace"));
        Files.createDirectory(folder.resolve("inner"));
        Files.createSymbolicLink(folder.resolve("inner/link"), outside);
        Files.createSymbolicLink(folder.resolve("up"), machine);

        new Workspace(folder).close();

        assertThat(folder).doesNotExist();
        assertThat(outside).hasContent("kept");
    }
}
