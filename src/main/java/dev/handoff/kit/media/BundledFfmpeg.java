package dev.handoff.kit.media;

import dev.handoff.kit.storage.Workspace;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;

/** The ffmpeg that is packed into the product, unpacked into the data folder once for each version. */
final class BundledFfmpeg {

    private static final String FOLDER = "org/bytedeco/ffmpeg/linux-x86_64/";
    // The numbers behind the names below change with it.
    private static final String VERSION = "8.0.1";

    private static final List<String> PROGRAMS = List.of("ffmpeg", "ffprobe");

    private static final List<String> LIBRARIES = List.of(
            "libavcodec.so.62",
            "libavdevice.so.62",
            "libavfilter.so.11",
            "libavformat.so.62",
            "libavutil.so.60",
            "libdrm.so.2",
            "libswresample.so.6",
            "libswscale.so.9",
            "libva-drm.so.2",
            "libva.so.2");

    // The programs are linked with what shows windows and plays sound, which servers have not. Reading files never
    // calls
    // it, and functions are looked up when they are first called: the loader only wants a library of that name.
    private static final String STAND_IN = "libva-drm.so.2";
    private static final List<String> NEVER_CALLED =
            List.of("libasound.so.2", "libpulse.so.0", "libxcb-shm.so.0", "libxcb.so.1");

    /** How the loader's lines about the stand-ins end, once for each, in all that the programs complain about. */
    static final String LOADER_REMARK = "libavdevice.so.62)";

    private final Path data;

    BundledFfmpeg(Path data) {
        this.data = data;
    }

    /** The folder with both programs and their libraries. */
    Path unpacked() throws IOException {
        var folder = data.resolve("ffmpeg-" + VERSION).toAbsolutePath();
        if (!Files.isDirectory(folder)) {
            checkMachine();
            unpackInto(folder);
        }
        return folder;
    }

    /** Whether there is one for this system and processor. */
    static boolean isForThisMachine() {
        return machine().equals("Linux amd64");
    }

    private static String machine() {
        return System.getProperty("os.name") + " " + System.getProperty("os.arch");
    }

    private static void checkMachine() throws IOException {
        if (!isForThisMachine()) {
            throw new IOException("no ffmpeg is brought along for " + machine() + "; install one that is on the PATH");
        }
    }

    private void unpackInto(Path folder) throws IOException {
        Files.createDirectories(data);
        var partial = Files.createTempDirectory(data, ".ffmpeg-");
        for (var name : LIBRARIES) {
            unpack(name, partial.resolve(name));
        }
        for (var name : NEVER_CALLED) {
            Files.copy(partial.resolve(STAND_IN), partial.resolve(name));
        }
        for (var name : PROGRAMS) {
            unpack(name, partial.resolve(name));
            partial.resolve(name).toFile().setExecutable(true, true);
        }
        moveUnlessThere(partial, folder);
    }

    /** Another process may have unpacked in the meantime; a folder that has content is never replaced. */
    private static void moveUnlessThere(Path partial, Path folder) throws IOException {
        try {
            Files.move(partial, folder, StandardCopyOption.ATOMIC_MOVE);
        } catch (FileSystemException e) {
            if (!Files.isDirectory(folder)) {
                throw e;
            }
            new Workspace(partial).close();
        }
    }

    private static void unpack(String name, Path target) throws IOException {
        try (InputStream in = BundledFfmpeg.class.getClassLoader().getResourceAsStream(FOLDER + name)) {
            if (in == null) {
                throw new IOException("this build holds no " + name + "; install an ffmpeg that is on the PATH");
            }
            Files.copy(in, target);
        }
    }
}
