package dev.handoff.domain.transcribe;

import static org.assertj.core.api.Assertions.assertThat;

import dev.handoff.domain.transcribe.Transcript.Segment;
import java.util.List;
import org.junit.jupiter.api.Test;

class CaptionsTest {

    private static final List<Segment> SEGMENTS =
            List.of(new Segment(0, 59.9996, "Tom & Jerry"), new Segment(3661.05, 3662, "a <b> -->\n\n c"));

    @Test
    void subRipCountsItsCuesAndTakesACommaForThePoint() {
        assertThat(Captions.srt(SEGMENTS)).isEqualTo("""
                        1
                        00:00:00,000 --> 00:01:00,000
                        Tom & Jerry

                        2
                        01:01:01,050 --> 01:01:02,000
                        a <b> -> c

                        """);
    }

    @Test
    void webVttEscapesWhatItWouldTakeForMarkup() {
        assertThat(Captions.vtt(SEGMENTS)).isEqualTo("""
                        WEBVTT

                        00:00:00.000 --> 00:01:00.000
                        Tom &amp; Jerry

                        01:01:01.050 --> 01:01:02.000
                        a &lt;b&gt; --&gt; c

                        """);
    }

    @Test
    void textHasALineForEachSegment() {
        assertThat(Captions.text(SEGMENTS)).isEqualTo("Tom & Jerry\na <b> --> c\n");
    }
}
