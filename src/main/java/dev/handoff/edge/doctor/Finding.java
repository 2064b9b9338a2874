package dev.handoff.edge.doctor;

import java.util.Locale;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What doctor found out about one thing, in one line. */
public record Finding(String subject, State state, String text) {

    /** Whether it works. */
    @Schema(name = "FindingState")
    public enum State {
        OK,
        /** It isn't set up, and nobody has asked for it. */
        UNUSED,
        PROBLEM
    }

    /** What has to be found out. */
    public interface Question {
        /**
         * Asks.
         *
         * @return what is there; throws whatever says what is wrong and how to mend it
         * @throws Unused if it isn't set up and needn't be
         */
        String answer() throws Exception;
    }

    /** The answer about what isn't set up and needn't be. */
    static final class Unused extends RuntimeException {

        Unused(String text) {
            super(text);
        }
    }

    /** The answer about what has to be mended, with the remedy. */
    static final class Fault extends RuntimeException {

        Fault(String text) {
            super(text);
        }
    }

    /** Asks, and takes down what was found. */
    public static Finding of(String subject, Question question) {
        try {
            return new Finding(subject, State.OK, question.answer());
        } catch (Unused unused) {
            return new Finding(subject, State.UNUSED, unused.getMessage());
        } catch (Exception e) {
            return new Finding(subject, State.PROBLEM, e.getMessage() == null ? e.toString() : e.getMessage());
        }
    }

    /** Whether there is nothing to mend. */
    public boolean ok() {
        return state != State.PROBLEM;
    }

    @Override
    public String toString() {
        return "%-8s %-14s %s"
                .formatted(state.name().toLowerCase(Locale.ROOT), subject, text.replaceAll("\\R\\s*", " "));
    }
}
