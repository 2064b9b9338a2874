package dev.handoff.tool.emulator.cloudtasks;

import com.google.protobuf.Timestamp;
import com.google.protobuf.util.Timestamps;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** Times between the API's words and Java's. */
final class Protos {

    private Protos() {}

    static Instant instant(Timestamp time) {
        return Instant.ofEpochSecond(time.getSeconds(), time.getNanos());
    }

    /** To the microsecond, which is as exact as the API is. */
    static Timestamp timestamp(Instant time) {
        return Timestamps.fromMicros(ChronoUnit.MICROS.between(Instant.EPOCH, time));
    }

    static Duration duration(com.google.protobuf.Duration duration) {
        return Duration.ofSeconds(duration.getSeconds(), duration.getNanos());
    }

    static com.google.protobuf.Duration duration(Duration duration) {
        return com.google.protobuf.Duration.newBuilder()
                .setSeconds(duration.getSeconds())
                .setNanos(duration.getNano())
                .build();
    }
}
