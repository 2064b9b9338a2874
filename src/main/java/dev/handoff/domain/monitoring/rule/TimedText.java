package dev.handoff.domain.monitoring.rule;

import java.time.Duration;
import java.util.concurrent.CancellationException;

/**
 * A text that can be read for a while only, so that whoever looks for something in it ends: RE2 reads a character, computes,
 * and reads the next. For one thread.
 */
final class TimedText implements CharSequence {

    /** Characters between two looks at the clock. The most costly pattern reads that many in a few milliseconds. */
    private static final int SOME = 128;

    private final String text;
    private final Duration longest;
    private final long begun = System.nanoTime();
    private int read;

    TimedText(String text, Duration longest) {
        this.text = text;
        this.longest = longest;
    }

    /** What is being compared with the text takes longer than it may. */
    static final class OutOfTime extends RuntimeException {

        private OutOfTime(Duration longest) {
            super("the rules take longer than " + longest + " for this message; simplify their patterns");
        }
    }

    /**
     * Has a reader end that may not go on.
     *
     * @throws OutOfTime if the time is up
     * @throws CancellationException if the thread is interrupted
     */
    void check() {
        if (System.nanoTime() - begun > longest.toNanos()) {
            throw new OutOfTime(longest);
        }
        if (Thread.currentThread().isInterrupted()) {
            throw new CancellationException("the comparison was interrupted");
        }
    }

    @Override
    public char charAt(int index) {
        if (++read % SOME == 0) {
            check();
        }
        return text.charAt(index);
    }

    @Override
    public int length() {
        return text.length();
    }

    @Override
    public CharSequence subSequence(int from, int to) {
        return text.subSequence(from, to);
    }

    @Override
    public String toString() {
        return text;
    }
}
