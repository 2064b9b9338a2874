package dev.handoff.tool.bench;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * All figures of one run, and where they come from. What was not asked for is empty.
 *
 * @param route by which the tasks went
 * @param flushes of this machine's disk; empty if the database is on another machine
 */
public record Report(
        Instant startedAt,
        Plan plan,
        String route,
        Machine machine,
        Postgres postgres,
        Optional<Rate> flushes,
        Commits commits,
        Optional<Enqueue> enqueue,
        Optional<Drain> drain,
        Optional<Percentiles> latency,
        Optional<Idle> idle,
        Optional<Live> live,
        Fate fate) {

    /** @param variant jar or native */
    public record Machine(String version, String variant, String jdk, String system, int processors) {}

    /** Those settings of the server that decide how fast it can be. */
    public record Postgres(String version, String fsync, String synchronousCommit, String sharedBuffers) {}

    /**
     * How fast tasks are stored.
     *
     * @param one by one producer
     * @param together by all of them
     * @param bulk by one producer with lists of a thousand
     */
    public record Enqueue(BareLimits.Inserts bare, Rate one, Rate together, Rate bulk) {}

    /**
     * How fast tasks are run.
     *
     * @param drain those that wait
     * @param through those that all producers submit meanwhile
     */
    public record Drain(BareLimits.Cycles bare, Rate drain, Rate through) {}

    /**
     * What it costs to do nothing.
     *
     * @param cpuPercent of one processor
     * @param waiting how many tasks waited
     * @param heapBytes by how much they made the heap grow
     */
    public record Idle(double cpuPercent, int waiting, long heapBytes) {

        private static final int HUNDRED_THOUSAND = 100_000;
        private static final double MEGABYTE = 1_000_000;

        double megabytesForHundredThousand() {
            return heapBytes / MEGABYTE * HUNDRED_THOUSAND / Math.max(1, waiting);
        }
    }

    /** Everything beside what it is measured by, in the order in which people read it. */
    @JsonProperty
    public List<Comparison> comparisons() {
        var all = new ArrayList<Comparison>();
        all.add(Comparison.told(
                "commits, one connection",
                Comparison.perSecond(commits.rate()),
                flushes.map(rate -> Comparison.perSecond(rate) + " flushes")));
        enqueue.ifPresent(it -> all.addAll(compared(it)));
        drain.ifPresent(it -> all.addAll(compared(it)));
        latency.ifPresent(it -> all.addAll(compared(it)));
        idle.ifPresent(it -> all.addAll(compared(it)));
        live.ifPresent(it -> all.addAll(compared(it)));
        return all;
    }

    private List<Comparison> compared(Enqueue it) {
        return List.of(
                Comparison.of("enqueue, 1 producer", it.one(), it.bare().one()),
                Comparison.atLeast(
                        0.6, "enqueue, " + producers(), it.together(), it.bare().together()),
                Comparison.atLeast(0.5, "enqueue in bulk", it.bulk(), it.bare().thousand()));
    }

    private List<Comparison> compared(Drain it) {
        return List.of(
                Comparison.atLeast(
                        0.5, "drain, beside batches", it.drain(), it.bare().hundred()),
                Comparison.atLeast(
                        3, "drain, beside row by row", it.drain(), it.bare().waitingTogether()),
                Comparison.of(
                        "enqueue and run, " + producers(),
                        it.through(),
                        it.bare().together()));
    }

    private List<Comparison> compared(Percentiles it) {
        return List.of(
                Comparison.told(
                        "start, median at " + plan.rate() + "/s",
                        ms(it.p50Ms()),
                        Optional.of(ms(commits.took().p50Ms()) + " a commit")),
                Comparison.told("start, 95th percentile", ms(it.p95Ms()), Optional.empty()),
                Comparison.below(15, "ms", "start, 99th percentile", it.p99Ms()),
                Comparison.told("start, longest", ms(it.maxMs()), Optional.empty()));
    }

    private List<Comparison> compared(Idle it) {
        return List.of(
                Comparison.below(1, "%", "idle, of one processor", it.cpuPercent()),
                Comparison.below(50, "MB", "heap for 100,000 waiting", it.megabytesForHundredThousand()));
    }

    private List<Comparison> compared(Live it) {
        return List.of(
                Comparison.told(
                        "live, median to " + it.clients() + " clients",
                        ms(it.lag().p50Ms()),
                        Optional.empty()),
                Comparison.below(100, "ms", "live, 99th percentile", it.lag().p99Ms()),
                Comparison.below(1, "messages", "live, missed of " + it.lag().count(), it.missed()),
                Comparison.told(
                        "live, of one processor a client",
                        Comparison.number("%.3f %%", it.cpuPercentPerClient()),
                        Optional.empty()),
                Comparison.told(
                        "live, heap a client",
                        Comparison.number("%.1f kB", it.heapBytesPerClient() / 1e3),
                        Optional.empty()));
    }

    private String producers() {
        return plan.producers() + " producers";
    }

    private static String ms(double value) {
        return Comparison.number("%.2f ms", value);
    }
}
