package dev.handoff.kit.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.handoff.kit.storage.FileName.LocalFile;
import java.nio.channels.ClosedByInterruptException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FolderStorageTest extends StorageContract {

    @Override
    String place() {
        return "";
    }

    @Override
    CloudStorage cloud() {
        return new CloudStorage(new GoogleLogin(), Optional.empty());
    }

    @Test
    void leavesNothingButTheFile() throws Exception {
        put("talks/monday.wav", "sound");
        put("talks/monday.wav", "sound");

        assertThat(folder()).isDirectoryRecursivelyContaining("glob:**/monday.wav");
        assertThat(Files.list(folder().resolve("talks"))).hasSize(1);
    }

    @Test
    void otherUsersMayReadAsMuchAsTheyMayReadAnything() throws Exception {
        put("monday.wav", "sound");

        var plain = Files.createFile(machine.resolve("plain"));
        assertThat(Files.getPosixFilePermissions(folder().resolve("monday.wav")))
                .isEqualTo(Files.getPosixFilePermissions(plain));
    }

    @Test
    void theFolderItselfMayBeALink() throws Exception {
        Files.createSymbolicLink(folder(), Files.createDirectory(machine.resolve("disk")));

        put("talks/monday.wav", "sound");

        assertThat(machine.resolve("disk/talks/monday.wav")).hasContent("sound");
    }

    @Test
    void writesOverNoLinkThatLeadsOut() throws Exception {
        Files.createDirectory(folder());
        var secret = Files.writeString(machine.resolve("secret"), "secret");
        var outside = Files.createDirectory(machine.resolve("outside"));
        Files.createSymbolicLink(folder().resolve("link.wav"), secret);
        Files.createSymbolicLink(folder().resolve("up"), outside);

        put("link.wav", "sound");
        assertRefused(() -> put("up/a.wav", "sound"), "up/a.wav is a link that leads out of the storage folder");
        assertRefused(() -> put("up/new/a.wav", "sound"), "leads out");

        assertThat(secret).hasContent("secret");
        assertThat(outside).isEmptyDirectory();
        assertThat(folder().resolve("link.wav")).isRegularFile().hasContent("sound");
        assertThat(Files.isSymbolicLink(folder().resolve("link.wav"))).isFalse();
    }

    @Test
    void deletesNothingThatALinkLeadsTo() throws Exception {
        var kept = Files.writeString(
                Files.createDirectory(machine.resolve("outside")).resolve("kept"), "kept");
        put("work/a.wav", "sound");
        Files.createSymbolicLink(folder().resolve("work/link"), kept);
        Files.createSymbolicLink(folder().resolve("work/up"), kept.getParent());
        Files.createSymbolicLink(folder().resolve("up"), kept.getParent());

        assertRefused(() -> storage().delete(name("up/kept")), "leads out");
        assertRefused(() -> storage().deleteAll(name("up/inner")), "leads out");
        storage().deleteAll(name("up"));
        storage().delete(name("work/link"));
        storage().deleteAll(name("work"));

        assertThat(kept).hasContent("kept");
        assertThat(folder().resolve("work")).doesNotExist();
    }

    @ParameterizedTest
    @ValueSource(strings = {"..", "a/..", "a/../..", "/", "", "../outside"})
    void namesMadeByHandAreCheckedToo(String path) throws Exception {
        put("a/kept.wav", "kept");
        var name = new LocalFile(path);

        assertRefused(() -> storage().put(file("sound"), name), "must not");
        assertRefused(() -> storage().delete(name), "must not");
        assertRefused(() -> storage().deleteAll(name), "must not");
        assertThat(exists("a/kept.wav")).isTrue();
    }

    @Test
    void filesAndFoldersDoNotTakeEachOthersPlace() throws Exception {
        put("talks/monday.wav", "sound");

        assertRefused(() -> put("talks", "sound"), "talks in the storage folder " + folder() + " is a folder");
        assertRefused(() -> put("talks/monday.wav/a.wav", "sound"), "monday.wav is not a folder");
        assertRefused(() -> storage().delete(name("talks")), "is a folder");
        assertThat(fetch("talks/monday.wav")).hasContent("sound");
    }

    @Test
    void removesWhatAKilledProcessLeftBehindADayAgo() throws Exception {
        put("talks/monday.wav", "sound");
        var old = Files.createFile(folder().resolve("talks/.storing-old"));
        var young = Files.createFile(folder().resolve("talks/.storing-young"));
        var folder = Files.createDirectories(folder().resolve("talks/.storing-folder/inner"))
                .getParent();
        Files.setLastModifiedTime(folder, FileTime.from(Instant.now().minus(Duration.ofHours(25))));
        Files.setLastModifiedTime(old, FileTime.from(Instant.now().minus(Duration.ofHours(25))));

        put("talks/tuesday.wav", "sound");

        assertThat(old).doesNotExist();
        assertThat(young).exists();
        assertThat(folder).exists();
        assertRefused(() -> put("talks/.storing-mine", "sound"), "is a name for unfinished files");
        assertRefused(() -> put(".storing-mine/a.wav", "sound"), "is a name for unfinished files");
    }

    @Test
    void whatFailsHalfwayLeavesNothingBehind() throws Exception {
        put("monday.wav", "sound");
        var other = file("other sound");

        Thread.currentThread().interrupt();
        assertThatExceptionOfType(ClosedByInterruptException.class)
                .isThrownBy(() -> storage().put(other, name("monday.wav")));

        assertThat(Thread.interrupted()).isTrue();
        assertThat(Files.list(folder())).containsExactly(folder().resolve("monday.wav"));
        assertThat(fetch("monday.wav")).hasContent("sound");
    }

    private Path folder() {
        return machine.resolve("storage");
    }
}
