package dev.handoff.domain.podcast.assemble;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import dev.handoff.domain.podcast.assemble.EpisodeDetails.Mark;
import dev.handoff.domain.podcast.template.Template;
import dev.handoff.kit.media.Chapter;
import dev.handoff.kit.media.Interval;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

class ChaptersTest {

    private static final List<Interval> PARTS =
            List.of(new Interval(0, 3), new Interval(2.5, 12.5), new Interval(12.5, 14));
    private static final MainContent MAIN = new MainContent(List.of(MainContentTest.chunk(-20.0)));

    @Test
    void titledSegmentsBeginChaptersThatEndWithTheNext() throws IOException {
        assertThat(Chapters.of(template("Talk"), PARTS, 14, MAIN, EpisodeDetails.NONE))
                .containsExactly(new Chapter("Intro", 0, 2.5), new Chapter("Talk", 2.5, 14));
    }

    @Test
    void chaptersOfTheMainContentAreWhereTheirMomentsAreNow() throws IOException {
        var details = details(new Mark(0.0, "First"), new Mark(4.0, "Second"), new Mark(50.0, "Never"));

        assertThat(Chapters.of(template("Talk"), PARTS, 14, MAIN, details))
                .containsExactly(
                        new Chapter("Intro", 0, 2.5),
                        new Chapter("First", 2.5, 6.5),
                        new Chapter("Second", 6.5, 12.5),
                        new Chapter("Never", 12.5, 14));
    }

    @Test
    void episodeWithoutTitlesHasNoChapters() throws IOException {
        var untitled = read("""
                {"segments": [{"type": "main"}]}""");

        assertThat(Chapters.of(untitled, List.of(new Interval(0, 10)), 10, MAIN, EpisodeDetails.NONE))
                .isEmpty();
    }

    private static EpisodeDetails details(Mark... marks) {
        return new EpisodeDetails(null, null, null, null, null, null, null, List.of(marks));
    }

    private static Template template(String title) throws IOException {
        return read("""
                {"segments": [{"type": "clip", "filename": "a.mp3", "title": "Intro"}, {"type": "main", "title": "%s"},
                 {"type": "silence", "seconds": 1.5}]}""".formatted(title));
    }

    private static Template read(String json) throws IOException {
        return new ObjectMapper()
                .setPropertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
                .readValue(json, Template.class);
    }
}
