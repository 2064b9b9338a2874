package dev.handoff.kit.provider.voice.espeak;

import dev.handoff.kit.media.BoundedProcess;
import dev.handoff.kit.media.BoundedProcess.Ending;
import dev.handoff.kit.provider.voice.TextLimit;
import dev.handoff.kit.provider.voice.TextLimit.Unit;
import dev.handoff.kit.provider.voice.VoiceConfig;
import dev.handoff.kit.provider.voice.VoiceEngine;
import dev.handoff.task.TaskFailure;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;

/** Has the program write one WAV file a piece. */
@Singleton
public final class EspeakNg implements VoiceEngine {

    private static final String PROGRAM = "espeak-ng";

    /** Four minutes of English, 11 MB, and little enough to stay within the quota in any language. */
    private static final TextLimit LIMIT = new TextLimit(4000, Unit.CHARACTERS);

    // The program takes a voice for the path of a file; without dots and slashes it stays where the voices are.
    private static final Pattern VOICE = Pattern.compile("[A-Za-z0-9]+([-_+][A-Za-z0-9]+){0,9}");

    // Control characters switch voices and rates, and double brackets hold phonemes: a text is to be read as it is.
    private static final Pattern COMMAND = Pattern.compile("[\\p{Cc}&&[^\\n\\t]]|\\[(?=\\[)");

    private final EspeakNgConfig config;
    private final VoiceConfig voice;
    private final List<Path> searchPath;

    @Inject
    public EspeakNg(EspeakNgConfig config, VoiceConfig voice) {
        this(config, voice, searchPath());
    }

    EspeakNg(EspeakNgConfig config, VoiceConfig voice, List<Path> searchPath) {
        this.config = config;
        this.voice = voice;
        this.searchPath = searchPath;
    }

    @Override
    public String name() {
        return PROGRAM;
    }

    @Override
    public Optional<String> missing() {
        return program().isPresent()
                ? Optional.empty()
                : Optional.of("install it, with apt-get install espeak-ng or brew install espeak-ng");
    }

    @Override
    public List<String> pieces(String text) {
        return LIMIT.pieces(text);
    }

    @Override
    public void speak(String piece, Optional<String> voice, Optional<String> language, Path target)
            throws TaskFailure, IOException, InterruptedException {
        var speaker = voice.or(() -> language).orElse(config.voice());
        if (!VOICE.matcher(speaker).matches()) {
            throw TaskFailure.permanent("espeak-ng has no voice " + speaker + "; espeak-ng --voices lists them");
        }
        var folder = target.toAbsolutePath().getParent();
        var text = Files.createTempFile(folder, "text-", ".txt");
        var output = Files.createTempFile(folder, "output-", ".txt");
        try {
            Files.writeString(text, COMMAND.matcher(piece).replaceAll(" "));
            Files.deleteIfExists(target);
            check(run(speaker, text, output, target.toAbsolutePath()), speaker, target);
        } finally {
            Files.deleteIfExists(text);
            Files.deleteIfExists(output);
        }
    }

    private Ending run(String speaker, Path text, Path output, Path target)
            throws TaskFailure, IOException, InterruptedException {
        // "-b 1" is UTF-8.
        var command = new ProcessBuilder(
                program()
                        .orElseThrow(() -> TaskFailure.permanent("espeak-ng is not installed any more"))
                        .toString(),
                "-b",
                "1",
                "-v",
                speaker,
                "-w",
                target.toString(),
                "--stdin");
        command.redirectInput(text.toFile());
        // This process's environment holds secrets.
        command.environment().clear();
        return new BoundedProcess(target.getParent(), voice.timeout())
                .run(command, output, MAX_BYTES, () -> !Files.exists(target) || Files.size(target) <= MAX_BYTES);
    }

    private void check(Ending ending, String speaker, Path target) throws TaskFailure, IOException {
        switch (ending) {
            case Ending.Done _ -> {
                if (!Files.exists(target) || Files.size(target) == 0) {
                    throw new IOException("espeak-ng wrote nothing");
                }
            }
            case Ending.Failed(var complaints) ->
                throw TaskFailure.permanent("espeak-ng failed with voice " + speaker + ": " + complaints);
            case Ending.TooMuch() ->
                throw TaskFailure.permanent("espeak-ng wrote more than " + MAX_BYTES + " bytes for one piece");
            case Ending.TooLong() ->
                throw new IOException(
                        "espeak-ng took longer than " + voice.timeout().toSeconds() + " s for one piece");
        }
    }

    private Optional<Path> program() {
        return searchPath.stream()
                .map(folder -> folder.resolve(PROGRAM))
                .filter(Files::isExecutable)
                .findFirst();
    }

    private static List<Path> searchPath() {
        return Arrays.stream(
                        Objects.requireNonNullElse(System.getenv("PATH"), "").split(File.pathSeparator))
                .filter(folder -> !folder.isEmpty())
                .map(Path::of)
                .toList();
    }
}
