package dev.handoff.edge.cli;

import java.util.Locale;

/** What doctor found out about one thing, in one line. */
record Finding(String subject, State state, String text) {

    /** Whether it works. */
    enum State {
        OK,
        /** It isn't set up, and nobody has asked for it. */
        UNUSED,
        PROBLEM
    }

    /** What has to be found out. */
    interface Question {
        /**
         * Asks.
         *
         * @return what is there; throws with the remedy if it can't be used
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

    static Finding of(String subject, Question question) {
        try {
            return new Finding(subject, State.OK, question.answer());
        } catch (Unused unused) {
            return new Finding(subject, State.UNUSED, unused.getMessage());
        } catch (Exception e) {
            return new Finding(subject, State.PROBLEM, e.getMessage() == null ? e.toString() : e.getMessage());
        }
    }

    /** Whether there is nothing to mend. */
    boolean ok() {
        return state != State.PROBLEM;
    }

    @Override
    public String toString() {
        return "%-8s %-14s %s"
                .formatted(state.name().toLowerCase(Locale.ROOT), subject, text.replaceAll("\\R\\s*", " "));
    }
}
