package dev.handoff.kit.media;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.handoff.kit.storage.Workspace;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class MixExporterTest {

    private static final MediaConfig LIMITS = Recordings.limits("4h", "1m");
    private static final Ffmpeg FFMPEG = new Ffmpeg(Recordings.FFMPEG, List.of());
    private static final LoudnessTarget TARGET = new LoudnessTarget(-16, -1.5);
    private static final Metadata NONE = new Metadata(Map.of(), List.of());
    private static final String HOSTILE = "a=b;c#d\\e [CHAPTER]; Summary: I: -3 LUFS \u2603 'quoted' \"twice\" -i x";

    @TempDir
    Path folder;

    private final List<Double> heard = new ArrayList<>();

    @ParameterizedTest
    @CsvSource({"MP3, -16, -1.5", "M4A, -16, -1.5", "MP3, -23, -3", "M4A, -14, -1", "FLAC, -19, -2"})
    void reachesItsLoudnessInEveryFormat(AudioFormat format, double loudness, double peak) throws Exception {
        var published = publish(mix(), new LoudnessTarget(loudness, peak), format, NONE);

        assertThat(measured("I:\\s+(-?[\\d.]+) LUFS", published.file())).isCloseTo(loudness, within(1.0));
        assertThat(measured("Peak:\\s+(-?[\\d.]+) dBFS", published.file())).isLessThan(peak + 0.3);
        assertThat(published.loudness().integrated()).isCloseTo(loudness, within(0.5));
        assertThat(Heard.of(published.file()).seconds()).isCloseTo(8, within(0.05));
        assertThat(Recordings.said(published.file(), "anull")).contains("44100 Hz, stereo");
        assertThat(heard).last().isEqualTo(1.0);
    }

    @ParameterizedTest
    @EnumSource(
            value = AudioFormat.class,
            names = {"MP3", "M4A"})
    void hasChaptersWhereTheyAre(AudioFormat format) throws Exception {
        var chapters = List.of(
                new Chapter("Intro", 0, 1.25), new Chapter(HOSTILE, 1.25, 6.5), new Chapter("Ende \u00e4", 6.5, 8));

        var read = probe(publish(mix(), TARGET, format, new Metadata(Map.of(), chapters))
                        .file())
                .get("chapters");

        assertThat(read).hasSize(3);
        for (int chapter = 0; chapter < 3; chapter++) {
            var there = read.get(chapter);
            assertThat(there.at("/tags/title").textValue())
                    .isEqualTo(chapters.get(chapter).title());
            assertThat(there.get("start_time").asDouble())
                    .isCloseTo(chapters.get(chapter).start(), within(0.001));
            assertThat(there.get("end_time").asDouble())
                    .isCloseTo(chapters.get(chapter).end(), within(0.05));
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = AudioFormat.class,
            names = {"MP3", "M4A"})
    void hasTagsWhateverTheyHold(AudioFormat format) throws Exception {
        var tags = new HashMap<Tag, String>();
        for (var tag : Tag.values()) {
            tags.put(tag, HOSTILE);
        }
        tags.put(Tag.COMMENT, "two\n[CHAPTER]\nSTART=0\nlines");
        tags.put(Tag.DATE, "2026-11-26");
        tags.put(Tag.TRACK, "3/12");
        tags.put(Tag.DISC, "1");

        var read = probe(
                publish(mix(), TARGET, format, new Metadata(tags, List.of())).file());

        tags.forEach(
                (tag, text) -> assertThat(read.at("/format/tags/" + tag.key()).textValue())
                        .as(tag.key())
                        .isEqualTo(text));
        assertThat(read.get("chapters")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "MP3, Эта неделя в подкасте: мы говорим о книгах",
        "M4A, Эта неделя в подкасте: мы говорим о книгах",
        "MP3, 这个播客",
        "M4A, aЦей тиждень ï 😀"
    })
    void longTextsOfAnyScriptAreCarried(AudioFormat format, String text) throws Exception {
        var longest = text.repeat(500)
                .codePoints()
                .limit(5000)
                .mapToObj(Character::toString)
                .collect(joining());
        var chapter = longest.substring(0, longest.offsetByCodePoints(0, 500));

        var read = probe(publish(
                        mix(),
                        TARGET,
                        format,
                        new Metadata(
                                Map.of(Tag.COMMENT, longest, Tag.TITLE, chapter), List.of(new Chapter(chapter, 0, 8))))
                .file());

        assertThat(read.at("/format/tags/comment").textValue()).isEqualTo(longest);
        assertThat(read.at("/format/tags/title").textValue()).isEqualTo(chapter);
        assertThat(read.at("/chapters/0/tags/title").textValue()).startsWith(chapter.substring(0, 60));
    }

    @ParameterizedTest
    @CsvSource({"255, 1", "256, 3", "300, 3", "550, 4"})
    void chaptersOfAnMp3AreAllListedInOrder(int many, int tables) throws Exception {
        var chapters = IntStream.range(0, many)
                .mapToObj(i -> new Chapter("Chapter " + i, i / 100.0, (i + 1) / 100.0))
                .toList();

        var file = publish(mix(), TARGET, AudioFormat.MP3, new Metadata(Map.of(), chapters))
                .file();

        assertThat(probe(file).get("chapters").findValuesAsText("title"))
                .containsExactlyElementsOf(chapters.stream().map(Chapter::title).toList());
        assertThat(listed(file)).hasSize(tables);
        assertThat(listed(file).values().stream().flatMap(List::stream).filter(name -> name.startsWith("ch")))
                .containsExactlyElementsOf(
                        IntStream.range(0, many).mapToObj(i -> "ch" + i).toList());
        assertThat(Heard.of(file).seconds()).isCloseTo(8, within(0.05));
    }

    /** The entries of each table of contents by its name, as a player reads them: as many as the table counts. */
    private static Map<String, List<String>> listed(Path file) throws Exception {
        var tag = new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
        var tables = new LinkedHashMap<String, List<String>>();
        for (int at = tag.indexOf("CTOC"); at >= 0; at = tag.indexOf("CTOC", at + 1)) {
            var name = tag.substring(at + 10, tag.indexOf('\0', at + 10));
            int count = tag.charAt(at + 10 + name.length() + 2);
            var entries = tag.substring(at + 10 + name.length() + 3).split("\0", count + 1);
            tables.put(name, List.of(entries).subList(0, count));
        }
        return tables;
    }

    @ParameterizedTest
    @EnumSource
    void theSameMixMakesTheSameFile(AudioFormat format) throws Exception {
        var metadata = new Metadata(Map.of(Tag.TITLE, "Emma"), List.of(new Chapter("Intro", 0, 2)));
        var first = Files.readAllBytes(publish(mix(), TARGET, format, metadata).file());

        assertThat(publish(mix(), TARGET, format, metadata).file()).hasBinaryContent(first);
    }

    @Test
    void silenceStaysSilent() throws Exception {
        var mixed = new Mixer(LIMITS, FFMPEG)
                .mix(new Mix(List.of(new Part.Silence(8)), List.of()), workspace(), heard::add);

        assertThat(publish(mixed, TARGET, AudioFormat.MP3, NONE).loudness().integrated())
                .isNull();
    }

    private Path mix() throws Exception {
        var talk = new Part.Sounds(List.of(new Clip(Recordings.SAMPLE, 5.3)), 0, 0, 0, 0, true);
        var music = Recordings.generated(
                Files.createTempDirectory(folder, "made-").resolve("music.wav"), "sine=r=44100:f=440:d=2", 2);
        var bed = new MusicBed(new Clip(music, 2), 0, 2, -12, 0.5, 0.5, 12, true);
        var mix = new Mix(List.of(new Part.Silence(1.2), talk, new Part.Silence(1.5)), List.of(bed));
        return new Mixer(LIMITS, FFMPEG).mix(mix, workspace(), _ -> {});
    }

    private Mastered publish(Path mix, LoudnessTarget target, AudioFormat format, Metadata metadata) throws Exception {
        return new MixExporter(LIMITS, FFMPEG, new SoundStages(LIMITS, FFMPEG))
                .export(mix, 8, target, format, metadata, workspace(), heard::add);
    }

    private static double measured(String pattern, Path file) throws Exception {
        var found = Pattern.compile(pattern).matcher(Recordings.said(file, "ebur128=peak=true:framelog=quiet"));
        return Double.parseDouble(found.results().toList().getLast().group(1));
    }

    private static JsonNode probe(Path file) throws Exception {
        var arguments = List.of("-v", "quiet", "-show_chapters", "-show_format", "-of", "json", file.toString());
        try (var said = FFMPEG.command("ffprobe", arguments).start().getInputStream()) {
            return new ObjectMapper().readTree(said);
        }
    }

    private Workspace workspace() throws Exception {
        return new Workspace(Files.createTempDirectory(folder, "workspace-"));
    }
}
