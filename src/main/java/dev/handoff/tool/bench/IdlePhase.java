package dev.handoff.tool.bench;

import java.time.Duration;

/** What the process costs while it does nothing. */
final class IdlePhase {

    /** Until what was done before, and what the compiler makes of it, is over. */
    private static final Duration REST = Duration.ofSeconds(5);

    private static final Duration LONGEST = Duration.ofSeconds(10);

    private IdlePhase() {}

    /** In percent of one processor; the database's share is not in it. */
    static double cpuPercent() throws InterruptedException {
        Thread.sleep(REST);
        long begin = System.nanoTime();
        var before = cpu();
        Thread.sleep(LONGEST);
        return 100.0 * cpu().minus(before).toNanos() / (System.nanoTime() - begin);
    }

    /** In bytes, without what nobody refers to any more. */
    static long heap() {
        // What the first one finds to be finalised or cleaned, the second one frees.
        System.gc();
        System.gc();
        var runtime = Runtime.getRuntime();
        return runtime.totalMemory() - runtime.freeMemory();
    }

    private static Duration cpu() {
        return ProcessHandle.current().info().totalCpuDuration().orElseThrow();
    }
}
