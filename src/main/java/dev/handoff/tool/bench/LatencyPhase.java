package dev.handoff.tool.bench;

import dev.handoff.task.TaskId;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;

/** How long it takes at a steady rate from the moment when a task is due to be submitted until its handler begins. */
@ApplicationScoped
class LatencyPhase {

    private final Load load;
    private final Witness witness;

    LatencyPhase(Load load, Witness witness) {
        this.load = load;
        this.witness = witness;
    }

    /** With a quarter as many before them, which don't count. */
    Percentiles measure(int rate, int samples) throws InterruptedException {
        int warmUp = samples / 4;
        witness.note();
        var due = submit(new Pace(System.nanoTime(), rate), warmUp, warmUp + samples);
        load.awaitEnd();
        return percentiles(due, witness.noted());
    }

    /** When those were due that count. */
    private Map<TaskId, Long> submit(Pace pace, int warmUp, int end) throws InterruptedException {
        var due = new ConcurrentHashMap<TaskId, Long>();
        try (var producers = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < end; i++) {
                int place = i;
                pace.await(place);
                producers.execute(() -> {
                    var id = load.submit();
                    if (place >= warmUp) {
                        due.put(id, pace.due(place));
                    }
                });
            }
        }
        return due;
    }

    private static Percentiles percentiles(Map<TaskId, Long> due, Map<TaskId, Long> starts) {
        var micros = new Histogram(3);
        due.forEach((task, moment) -> {
            if (starts.containsKey(task)) {
                micros.recordValue(TimeUnit.NANOSECONDS.toMicros(starts.get(task) - moment));
            }
        });
        return Percentiles.of(micros);
    }
}
