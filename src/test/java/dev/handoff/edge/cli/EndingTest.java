package dev.handoff.edge.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class EndingTest {

    @Test
    void longTextIsBrokenBetweenWords() {
        var text = "word ".repeat(50).strip();

        assertThat(Ending.wrapped(text).lines()).hasSize(3).allMatch(line -> line.length() <= 100);
        assertThat(Ending.wrapped(text).replace('\n', ' ')).isEqualTo(text);
    }

    @Test
    void linesOfTheTextStayLines() {
        assertThat(Ending.wrapped("one two\n\nthree")).isEqualTo("one two\n\nthree");
    }

    @Test
    void wordThatFitsNowhereStaysWhole() {
        var word = "x".repeat(150);

        assertThat(Ending.wrapped("a " + word + " b")).isEqualTo("a\n" + word + "\nb");
    }
}
