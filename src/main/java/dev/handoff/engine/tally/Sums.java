package dev.handoff.engine.tally;

import java.math.BigDecimal;

/** What tasks did, added up. Not safe for threads. */
public final class Sums {

    long submitted;
    long succeeded;
    long failed;
    long dead;
    long cancelled;
    long inputTokens;
    long outputTokens;
    BigDecimal cost = BigDecimal.ZERO;
    final Spread waited = new Spread();
    final Spread ran = new Spread();

    /** What was added up so far; more that comes is left out of it. */
    Sums copy() {
        var copy = new Sums();
        copy.submitted = submitted;
        copy.succeeded = succeeded;
        copy.failed = failed;
        copy.dead = dead;
        copy.cancelled = cancelled;
        copy.inputTokens = inputTokens;
        copy.outputTokens = outputTokens;
        copy.cost = cost;
        copy.waited.add(waited.counts());
        copy.ran.add(ran.counts());
        return copy;
    }

    public long submitted() {
        return submitted;
    }

    public long succeeded() {
        return succeeded;
    }

    /** Attempts, after which their task is tried again; lost processes are among them. */
    public long failed() {
        return failed;
    }

    public long dead() {
        return dead;
    }

    public long cancelled() {
        return cancelled;
    }

    public long inputTokens() {
        return inputTokens;
    }

    public long outputTokens() {
        return outputTokens;
    }

    /** As far as prices are configured. */
    public BigDecimal cost() {
        return cost;
    }

    /** From the moment a task was due to its claim. */
    public Spread waited() {
        return waited;
    }

    /** How long attempts took, however they ended. */
    public Spread ran() {
        return ran;
    }
}
