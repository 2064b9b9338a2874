package dev.handoff.tool.bench;

import java.time.Duration;

/** What the process costs while it does nothing. */
final class IdlePhase {

    /** Until earlier work and its compilation are over. */
    private static final Duration REST = Duration.ofSeconds(5);

    private static final Duration DURATION = Duration.ofSeconds(10);

    private IdlePhase() {}

    /** In percent of one processor; the database's share is not in it. */
    static double cpuPercent() throws InterruptedException {
        Thread.sleep(REST);
        long begin = System.nanoTime();
        var before = cpu();
        Thread.sleep(DURATION);
        return 100.0 * cpu().minus(before).toNanos() / (System.nanoTime() - begin);
    }

    /** In bytes, after garbage collection. */
    static long heap() {
        // The second collection frees what the first one finalised or cleaned.
        System.gc();
        System.gc();
        var runtime = Runtime.getRuntime();
        return runtime.totalMemory() - runtime.freeMemory();
    }

    private static Duration cpu() {
        return ProcessHandle.current().info().totalCpuDuration().orElseThrow();
    }
}
