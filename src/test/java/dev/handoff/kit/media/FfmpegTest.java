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
    void takesItsOwnIfTheOneOnThePathCanNotDoWhatIsNeeded() throws Exception {
        var old = installed("old", "echo \"[Parsed_alimiter_46 @ 0x1] Option 'latency' not found\" >&2; exit 1");

        var ffmpeg = new Ffmpeg(Recordings.FFMPEG, List.of(old));

        assertThat(ffmpeg.command("ffmpeg", List.of()).environment()).containsKey("LD_LIBRARY_PATH");
        assertThat(ffmpeg.version())
                .startsWith("ffmpeg version 8")
                .contains("comes with Handoff", old.toString(), "Option 'latency' not found");
    }

    @Test
    void triesTheOneOnThePathOnce() throws Exception {
        var old = installed("old", "echo run >> \"" + folder + "/runs\"; exit 1");
        var ffmpeg = new Ffmpeg(Recordings.FFMPEG, List.of(old));

        ffmpeg.command("ffmpeg", List.of());
        ffmpeg.command("ffprobe", List.of());

        assertThat(folder.resolve("runs")).hasContent("run");
    }

    @Test
    void takesAGoodOneOnThePath() throws Exception {
        var good = Recordings.FFMPEG.unpacked();
        var own = installed("good", "LD_LIBRARY_PATH=" + good + " exec " + good + "/${0##*/} \"$@\"");

        assertThat(new Ffmpeg(Recordings.FFMPEG, List.of(own)).version())
                .endsWith("it lies in " + own + ", on the PATH");
    }

    private Path installed(String name, String script) throws Exception {
        var folder = Files.createDirectory(this.folder.resolve(name));
        for (var program : List.of("ffmpeg", "ffprobe")) {
            var file = Files.writeString(folder.resolve(program), "#!/bin/sh\n" + script + "\n");
            assertThat(file.toFile().setExecutable(true)).isTrue();
        }
        return folder;
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
