package dev.handoff.edge.http.connection;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/** All connections of callers. When there are too many, idle ones make room. */
final class Connections {

    private static final int MAX_CONNECTIONS = 10_000;
    private static final int MIN_CONNECTIONS = 16;

    private static final Pattern OPEN_FILES = Pattern.compile("(?m)^Max open files +(\\d+)");

    private final int most;
    private final int mostOfAddress;
    private final Set<Caller> callers = new HashSet<>();

    Connections(ConnectionConfig config) {
        this.most = config.connections().orElseGet(() -> Math.clamp(openFiles() / 2, MIN_CONNECTIONS, MAX_CONNECTIONS));
        this.mostOfAddress = config.connectionsPerAddress().orElse(Math.max(1, most / 2));
    }

    /** One end of a connection. */
    interface Caller {

        InetAddress address();

        /** By {@link System#nanoTime()}, since when it has waited for a request; empty while it is busy with one. */
        Optional<Long> idleSince();

        /** Returns at once. */
        void close();
    }

    /**
     * Adds a connection, and closes another one if there are too many.
     *
     * @return false if all others are busy, and this one has to be closed
     */
    synchronized boolean add(Caller caller) {
        Predicate<Caller> same = other -> other.address().equals(caller.address());
        boolean room = callers.stream().filter(same).count() < mostOfAddress || closeOne(same);
        if (room && callers.size() >= most) {
            room = closeOne(_ -> true);
        }
        return room && callers.add(caller);
    }

    synchronized void remove(Caller caller) {
        callers.remove(caller);
    }

    private boolean closeOne(Predicate<Caller> whose) {
        long now = System.nanoTime();
        var longest = callers.stream()
                .filter(whose)
                .filter(it -> it.idleSince().isPresent())
                .min(Comparator.comparingLong(it -> it.idleSince().orElse(now) - now));
        longest.ifPresent(callers::remove);
        longest.ifPresent(Caller::close);
        return longest.isPresent();
    }

    /** How many files this process may have open, a connection being one. */
    private static long openFiles() {
        try {
            var limit = OPEN_FILES.matcher(Files.readString(Path.of("/proc/self/limits")));
            return limit.find() ? Long.parseLong(limit.group(1)) : Long.MAX_VALUE;
        } catch (IOException notLinux) {
            return Long.MAX_VALUE;
        }
    }
}
