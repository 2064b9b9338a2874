package dev.handoff.domain.podcast.template;

import static dev.handoff.domain.podcast.template.Templating.JSON;
import static dev.handoff.domain.podcast.template.Templating.MAIN;
import static dev.handoff.domain.podcast.template.Templating.speech;
import static dev.handoff.domain.podcast.template.Templating.template;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.handoff.task.Invalid;
import dev.handoff.task.Violation;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TemplateTest {

    @Test
    void whatIsAbsentHasItsDefault() throws Exception {
        var template = JSON.readValue("""
                {"segments": [{"type": "clip", "filename": "intro.mp3"}, {"type": "speech", "text": "Hello"},
                              {"type": "main"}],
                 "music": [{"filename": "bed.mp3"}]}""", Template.class);

        assertThat(template)
                .isEqualTo(new Template(
                        null,
                        null,
                        "mp3",
                        -16.0,
                        -1.0,
                        List.of(
                                new Segment.Clip("intro.mp3", null, 0.0, 0.0, 0.0, 0.0),
                                new Segment.Speech("Hello", null, null, 0.0, 0.0, 0.0),
                                new Segment.Main(null, 0.0, 0.0, 0.0)),
                        List.of(new Bed("bed.mp3", null, null, -12.0, 1.0, 2.0, 12.0, false))));
    }

    @Test
    void bedLiesUnderAllSegmentsUnlessItSaysOtherwise() {
        var everywhere = new Bed("bed.mp3", null, null, null, null, null, null, null);
        var somewhere = new Bed("bed.mp3", 2, 3, null, null, null, null, null);

        assertThat(List.of(everywhere.first(), everywhere.last(7))).containsExactly(0, 6);
        assertThat(List.of(somewhere.first(), somewhere.last(7))).containsExactly(2, 3);
    }

    @Test
    void placeholdersOfAllTextsAreListedOnce() {
        var template = template(
                speech("Hello {{guest}}, {{ guest }} and {{show_2}}"), MAIN, speech("}} Bye {{a}}{{show_2}} { {no}}"));

        assertThat(template.placeholders()).containsExactly("a", "guest", "show_2");
        assertThat(template(MAIN).placeholders()).isEmpty();
    }

    @Test
    void valuesTakeThePlaceOfPlaceholders() {
        var template = template(
                new Segment.Speech("{{a}} and {{ b }}, {{a}}!", "amy", "Welcome", 1.0, 2.0, null), MAIN, speech("no"));

        var filled = template.filled(Map.of("a", "{{b}} $1 \\", "b", "", "c", "surplus"));

        assertThat(filled)
                .isEqualTo(template(
                        new Segment.Speech("{{b}} $1 \\ and , {{b}} $1 \\!", "amy", "Welcome", 1.0, 2.0, null),
                        MAIN,
                        speech("no")));
    }

    @Test
    void textMayGrowByItsValuesToTwentyThousandCharacters() {
        var template = template(speech("{{a}}{{a}} "), MAIN);

        assertThat(template.filled(Map.of("a", "x".repeat(9_999))).segments().getFirst())
                .isEqualTo(speech("x".repeat(19_998) + " "));
        var invalid = catchThrowableOfType(Invalid.class, () -> template.filled(Map.of("a", "x".repeat(10_000))));

        assertThat(invalid.violations())
                .containsExactly(new Violation(
                        "/segments/0/text", "must have at most 20000 characters with the values in it, has more"));
    }

    @Test
    void everyMissingValueIsNamed() {
        var template = template(speech("{{host}} {{guest}}"), MAIN, speech("{{city}}"));

        var invalid = catchThrowableOfType(Invalid.class, () -> template.filled(Map.of("host", "Jane", "date", "1")));

        assertThat(invalid.violations())
                .containsExactly(
                        new Violation(
                                "/segments/0/text",
                                "has the placeholder {{guest}} without a value; values are given for date, host"),
                        new Violation(
                                "/segments/2/text",
                                "has the placeholder {{city}} without a value; values are given for date, host"));
        assertThatThrownBy(() -> template.filled(Map.of())).hasMessageContaining("no values are given");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            Hello {{guest           | has a {{ without }} after it, at {{guest
            {{a}} {{                | has a {{ without }} after it, at {{
            Hello {{}}              | has the placeholder {{}}, whose name must be
            Hello {{a-b}}           | has the placeholder {{a-b}}, whose name must be
            Hello {{{a}}}           | has the placeholder {{{a}}, whose name must be
            Hello {{1a}}            | has the placeholder {{1a}}, whose name must be
            {{a {{b}}               | has the placeholder {{a {{b}}, whose name must be
            """)
    void malformedPlaceholderIsShown(String text, String complaint) {
        var template = template(MAIN, speech(text));

        assertThatThrownBy(template::placeholders).hasMessageContaining("/segments/1/text " + complaint);
        assertThatThrownBy(() -> template.filled(Map.of("a", "x", "b", "x"))).hasMessageContaining(complaint);
    }

    @ParameterizedTest
    @ValueSource(ints = {65, 4900})
    void longNameIsNotShownWhole(int length) {
        var template = template(MAIN, speech("{{" + "x".repeat(length) + "}}"));

        var invalid = catchThrowableOfType(Invalid.class, template::placeholders);

        assertThat(invalid).hasMessageContaining("at most 64 letters").hasMessageContaining("x…");
        assertThat(invalid.getMessage()).hasSizeLessThan(250);
    }
}
