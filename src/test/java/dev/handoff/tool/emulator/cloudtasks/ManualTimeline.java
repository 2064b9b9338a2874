package dev.handoff.tool.emulator.cloudtasks;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.PriorityQueue;

/** Time that stands still until a test moves it. */
final class ManualTimeline implements Timeline {

    private final PriorityQueue<Appointment> appointments =
            new PriorityQueue<>(Comparator.comparing(Appointment::at).thenComparingLong(Appointment::number));
    private Instant now = Instant.parse("2026-11-22T10:00:00Z");
    private long made;

    private record Appointment(Instant at, long number, Runnable work) {}

    @Override
    public Instant now() {
        return now;
    }

    @Override
    public Alarm at(Instant time, Runnable work) {
        var appointment = new Appointment(time.isBefore(now) ? now : time, made++, work);
        appointments.add(appointment);
        return () -> appointments.remove(appointment);
    }

    /** Does what is to be done on the way. */
    void advance(Duration duration) {
        var end = now.plus(duration);
        while (!appointments.isEmpty() && !appointments.element().at().isAfter(end)) {
            var next = appointments.remove();
            now = next.at();
            next.work().run();
        }
        now = end;
    }
}
