package dev.handoff.edge.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TaskEndTest {

    @Test
    void longTextIsBrokenBetweenWords() {
        var text = "word ".repeat(50).strip();

        assertThat(TaskEnd.wrapped(text).lines()).hasSize(3).allMatch(line -> line.length() <= 100);
        assertThat(TaskEnd.wrapped(text).replace('\n', ' ')).isEqualTo(text);
    }

    @Test
    void linesOfTheTextStayLines() {
        assertThat(TaskEnd.wrapped("one two\n\nthree")).isEqualTo("one two\n\nthree");
    }

    @Test
    void wordThatFitsNowhereStaysWhole() {
        var word = "x".repeat(150);

        assertThat(TaskEnd.wrapped("a " + word + " b")).isEqualTo("a\n" + word + "\nb");
    }
}
