package dev.handoff.kit.host;

import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.Optional;

/** Whether this machine has what tasks need: by what has failed of late, and by writing a small file. */
@ApplicationScoped
public class HostHealth {

    /** How long a fault counts after it was met. What lasts is met again. */
    private static final Duration REMEMBERED = Duration.ofSeconds(15);

    private static final byte[] FILE = new byte[64 * 1024];

    private volatile Met last;

    private record Met(String fault, long at) {}

    /** Remembers a fault that was met just now. */
    public void met(HostFault fault) {
        last = new Met(fault.getMessage(), System.nanoTime());
    }

    /** What this machine lacks now; empty while all is well. Writes a temporary file and deletes it. */
    public Optional<String> lacking() {
        var met = last;
        return met != null && System.nanoTime() - met.at() < REMEMBERED.toNanos() ? Optional.of(met.fault()) : probe();
    }

    private static Optional<String> probe() {
        try {
            var file = Files.createTempFile("handoff-", ".probe");
            try {
                Files.write(file, FILE);
            } finally {
                Files.delete(file);
            }
            return Optional.empty();
        } catch (IOException refused) {
            return HostFault.in(refused).map(HostFault::getMessage);
        }
    }
}
