package dev.handoff.kit.media;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FfmpegTest {

    @TempDir
    Path folder;

    @Test
    void prefersTheOneOnThePath() throws Exception {
        var own = Files.createDirectory(folder.resolve("bin"));
        for (var program : List.of("ffmpeg", "ffprobe")) {
            assertThat(Files.createFile(own.resolve(program)).toFile().setExecutable(true))
                    .isTrue();
        }

        var command = new Ffmpeg(Recordings.FFMPEG, List.of(folder, own)).command("ffprobe", List.of("-version"));

        assertThat(command.command()).containsExactly(own.resolve("ffprobe").toString(), "-version");
    }

    @Test
    void passesNoneOfOurEnvironmentOn() throws Exception {
        var command = new Ffmpeg(Recordings.FFMPEG, List.of()).command("ffmpeg", List.of());

        assertThat(command.environment()).containsOnlyKeys("LD_LIBRARY_PATH");
    }

    @Test
    void unpacksOnceWhenSeveralAskAtATime() throws Exception {
        Callable<Path> unpack = () -> new BundledFfmpeg(folder.resolve("data")).unpacked();

        try (var threads = Executors.newFixedThreadPool(2)) {
            var unpacked = threads.invokeAll(List.of(unpack, unpack));

            assertThat(unpacked.getFirst().get()).isEqualTo(unpacked.getLast().get());
        }

        try (var left = Files.list(folder.resolve("data"))) {
            assertThat(left).singleElement().satisfies(it -> assertThat(it.resolve("ffmpeg"))
                    .isExecutable());
        }
    }
}
