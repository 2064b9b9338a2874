package dev.handoff.tool.bench;

import java.time.Duration;

/** What the process costs while it does nothing. */
final class IdlePhase {

    private IdlePhase() {}

    /** In percent of one processor; the database's share is not in it. */
    static double cpuPercent(Duration duration) throws InterruptedException {
        // Until earlier work and its compilation are over.
        Thread.sleep(duration.dividedBy(2));
        long begin = System.nanoTime();
        var before = cpu();
        Thread.sleep(duration);
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

    /** Of this process, so far. */
    static Duration cpu() {
        return ProcessHandle.current().info().totalCpuDuration().orElseThrow();
    }
}
