package dev.handoff.edge.live;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.function.ToIntFunction;

/** What waits for a client, bounded in number and bytes. Whoever uses it sees to it that nobody else does at the time. */
final class Backlog<T> {

    private final LiveConfig bounds;
    private final ToIntFunction<T> size;
    private final Deque<T> waiting = new ArrayDeque<>();
    private long bytes;

    /** @param size of an element, in bytes */
    Backlog(LiveConfig bounds, ToIntFunction<T> size) {
        this.bounds = bounds;
        this.size = size;
    }

    /** Adds one, if there is room for it; tells whether there was. */
    boolean add(T element) {
        int more = size.applyAsInt(element);
        if (waiting.size() >= bounds.queue()
                || bytes + more > bounds.queueSize().asLongValue()) {
            return false;
        }
        bytes += more;
        return waiting.add(element);
    }

    boolean isEmpty() {
        return waiting.isEmpty();
    }

    boolean isHalfEmpty() {
        return waiting.size() < Math.max(1, bounds.queue() / 2)
                && bytes <= bounds.queueSize().asLongValue() / 2;
    }

    /** Removes elements from the head until together they have this many bytes, or none is left. */
    List<T> take(long most) {
        var taken = new ArrayList<T>();
        for (long before = bytes; !waiting.isEmpty() && before - bytes < most; ) {
            taken.add(waiting.remove());
            bytes -= size.applyAsInt(taken.getLast());
        }
        return taken;
    }

    void clear() {
        take(Long.MAX_VALUE);
    }
}
