package dev.handoff.engine.dispatch;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/** A table in which nothing waits. */
public final class NoTasks implements TaskSource {

    @Override
    public List<Claimed> take(Map<String, Integer> limits, int most) {
        return List.of();
    }

    @Override
    public boolean hasRoomApart() {
        return true;
    }

    @Override
    public Optional<Claimed> takeApart(Set<String> types) {
        return Optional.empty();
    }

    @Override
    public void tellOthers(String type) {}

    @Override
    public void listen(Consumer<Set<String>> waiting) {}

    @Override
    public void stopListening() {}
}
