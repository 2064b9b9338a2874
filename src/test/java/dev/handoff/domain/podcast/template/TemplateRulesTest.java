package dev.handoff.domain.podcast.template;

import static dev.handoff.domain.podcast.template.Templating.JSON;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TemplateRulesTest {

    private final TemplateRules rules = new TemplateRules(Templating.storage());

    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "-", quoteCharacter = '`', textBlock = """
            {"type":"main"}                                                        | -                     | -
            {"type":"main"},{"type":"clip","filename":"gs://shows/outro.mp3","crossfade":2}  | -           | -
            {"type":"silence","seconds":2},{"type":"main","crossfade":2}           | -                     | -
            {"type":"silence","seconds":2}                                         | /segments             | exactly one segment of type main, holds 0
            {"type":"main"},{"type":"main"}                                        | /segments             | exactly one segment of type main, holds 2
            {"type":"main","crossfade":0.5}                                        | /segments/0/crossfade | since nothing comes before, was 0.5
            {"type":"silence","seconds":2},{"type":"main","crossfade":2.5}         | /segments/1/crossfade | not be more than the 2.0 seconds of the silence before, was 2.5
            {"type":"main"},{"type":"clip","filename":"../x.mp3"}                  | /segments/1/filename  | must not hold . or ..
            {"type":"main"},{"type":"clip","filename":"gs://other/x.mp3"}          | /segments/1/filename  | bucket other is not allowed; allowed are shows
            {"type":"main"},{"type":"clip","filename":" "}                         | /segments/1/filename  | must not be empty
            {"type":"main"},{"type":"speech","text":" "}                           | /segments/1/text      | must not be blank
            {"type":"main"},{"type":"speech","text":"Hi {{name"}                   | /segments/1/text      | has a {{ without }}
            """)
    void brokenRuleIsPointedAt(String segments, String pointer, String complaint) throws Exception {
        check("{\"segments\":[" + segments + "]}", pointer, complaint);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "-", quoteCharacter = '`', textBlock = """
            {"filename":"a.mp3"}                                         | -                      | -
            {"filename":"a.mp3","first_segment":1,"last_segment":1}      | -                      | -
            {"filename":"a.mp3","first_segment":1,"last_segment":0}      | /music/0/last_segment  | must not be less than first_segment, which is 1, was 0
            {"filename":"a.mp3","first_segment":2}                       | /music/0/first_segment | from 0 to 1, was 2
            {"filename":"a.mp3","last_segment":2}                        | /music/0/last_segment  | from 0 to 1, was 2
            {"filename":"/etc/passwd"}                                   | /music/0/filename      | must not be absolute
            """)
    void bedLiesUnderSegmentsThatThereAre(String bed, String pointer, String complaint) throws Exception {
        check(
                "{\"segments\":[{\"type\":\"main\"},{\"type\":\"silence\",\"seconds\":1}],\"music\":[" + bed + "]}",
                pointer,
                complaint);
    }

    private void check(String template, String pointer, String complaint) throws Exception {
        var broken = new ArrayList<String>();
        rules.check(JSON.readValue(template, Template.class), (at, message) -> broken.add(at + " " + message));

        if (pointer == null) {
            assertThat(broken).isEmpty();
        } else {
            assertThat(broken)
                    .singleElement()
                    .asString()
                    .startsWith(pointer + " ")
                    .contains(complaint);
        }
    }
}
