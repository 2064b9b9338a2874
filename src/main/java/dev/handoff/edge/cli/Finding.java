package dev.handoff.edge.cli;

/** What doctor found out about one thing. */
record Finding(String subject, boolean ok, String text) {

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

    @Override
    public String toString() {
        return "%-8s %-14s %s".formatted(ok ? "ok" : "problem", subject, text);
    }
}
