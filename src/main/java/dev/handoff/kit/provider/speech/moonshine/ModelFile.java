package dev.handoff.kit.provider.speech.moonshine;

import dev.handoff.kit.storage.Sha256;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** What the model consists of. */
public enum ModelFile {
    ENCODER(
            "package/dist/model/tiny/quantized/encoder_model.onnx",
            "encoder_model.onnx",
            "c6fc4b7bc5af75c0591fd157a1f3829b533d18e9769a888fd95a62e470dd4f4a"),
    DECODER(
            "package/dist/model/tiny/quantized/decoder_model_merged.onnx",
            "decoder_model_merged.onnx",
            "eed87831c3a6103534aae7d47a5d485025c659a1323901513961c39fe8a1a367"),
    /** One token a line. It is a string inside of the script. */
    VOCABULARY(
            "package/dist/moonshine.min.js",
            "vocabulary.txt",
            "0f97b4337921e6e7e9b4620fc73338ee570aecd3c16038bc23870a887e995045"),
    LICENSE("package/LICENSE", "LICENSE", "37fc5d9a86547a0dd64a07cff439ba2a6b79cc8f6555a05121fed32866591159");

    /** The npm package that holds them. */
    static final String PACKAGE = "@moonshine-ai/moonshine-js@0.1.29";

    private final String source;
    private final String fileName;
    private final String fingerprint;

    ModelFile(String source, String fileName, String fingerprint) {
        this.source = source;
        this.fileName = fileName;
        this.fingerprint = fingerprint;
    }

    /** Where it is in the package's archive. */
    String source() {
        return source;
    }

    Path in(Path folder) {
        return folder.resolve(fileName);
    }

    boolean isIntactIn(Path folder) throws IOException {
        return Files.isRegularFile(in(folder)) && Sha256.of(in(folder)).equals(fingerprint);
    }

    /** Whether the folder holds all files, whatever is in them. */
    public static boolean arePresentIn(Path folder) {
        return Arrays.stream(values()).allMatch(file -> Files.isRegularFile(file.in(folder)));
    }

    /** Those files that are absent from the folder or are not what was published. */
    public static List<ModelFile> missingOrDamagedIn(Path folder) throws IOException {
        var bad = new ArrayList<ModelFile>();
        for (var file : values()) {
            if (!file.isIntactIn(folder)) {
                bad.add(file);
            }
        }
        return bad;
    }

    @Override
    public String toString() {
        return fileName;
    }
}
