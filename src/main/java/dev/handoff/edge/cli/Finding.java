package dev.handoff.edge.cli;

import java.util.List;
import java.util.stream.Collectors;

/** What doctor found out about one thing. */
record Finding(String subject, boolean ok, String text) {

    // Begins below the text of the first line.
    private static final String DETAIL = "\n" + " ".repeat(24);

    /** What has to be found out. */
    interface Question {
        /** @return what is there; throws with the remedy if it can't be used */
        String answer() throws Exception;
    }

    static Finding of(String subject, Question question) {
        try {
            return new Finding(subject, true, question.answer());
        } catch (Exception e) {
            return new Finding(subject, false, e.getMessage() == null ? e.toString() : e.getMessage());
        }
    }

    /** The same with more lines, which stand below the text. */
    Finding withDetails(List<String> lines) {
        return new Finding(
                subject, ok, text + lines.stream().map(DETAIL::concat).collect(Collectors.joining()));
    }

    @Override
    public String toString() {
        return "%-8s %-14s %s".formatted(ok ? "ok" : "problem", subject, text);
    }
}
