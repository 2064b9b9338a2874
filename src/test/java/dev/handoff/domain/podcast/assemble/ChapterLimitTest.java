package dev.handoff.domain.podcast.assemble;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.handoff.task.Invalid;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ChapterLimitTest {

    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource({"m4a, 255, main", "mp3, 500, main", "m4a, 254, titled"})
    void asManyAsTheFormatListsAreTaken(String format, int chapters, String segment) {
        assertThatCode(() -> check(format, chapters, segment, "")).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @CsvSource({"256, main", "300, main", "255, titled"})
    void moreThanAnM4aListsAreRefused(int chapters, String segment) {
        assertThatThrownBy(() -> check("m4a", chapters, segment, ""))
                .isInstanceOf(Invalid.class)
                .hasMessageContaining("/episode_details/chapters: m4a lists at most 255 chapters")
                .hasMessageContaining("were " + (chapters + (segment.equals("titled") ? 1 : 0)));
    }

    @Test
    void chaptersOfOneMomentAreOne() {
        assertThatCode(() -> check("m4a", 255, "main", ", {\"start\": 3, \"title\": \"Again\"}"))
                .doesNotThrowAnyException();
    }

    private void check(String format, int chapters, String segment, String more) {
        var marks = IntStream.range(0, chapters)
                .mapToObj(i -> "{\"start\": " + i + ", \"title\": \"Chapter " + i + "\"}")
                .collect(Collectors.joining(", "));
        var title = segment.equals("titled") ? ", \"title\": \"Talk\"" : "";
        new Studio(folder).handler().check(Studio.input("""
                        {"episode_id": "e", "main_content_filename": "talk.mp3",
                         "template": {"format": "%s", "segments": [{"type": "main"%s}]},
                         "episode_details": {"chapters": [%s%s]}}\
                        """.formatted(format, title, marks, more)));
    }
}
