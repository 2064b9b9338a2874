package dev.handoff.task;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import dev.handoff.event.Topic;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.function.Supplier;

/** An attempt whose steps outlive it, as long as the next one is made of it. */
public class TestRun implements TaskRun {

    private static final ObjectMapper JSON =
            new ObjectMapper().setPropertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE);

    public final List<String> progress = new ArrayList<>();
    public final List<Told> announced = new ArrayList<>();
    public final List<Usage> spent = new ArrayList<>();
    public final Map<String, String> finished;
    private final List<String> asked = new ArrayList<>();
    private final int attempt;

    /** An announcement's name and its data. */
    public record Told(String name, Object data) {}

    public TestRun() {
        this(1, new HashMap<>());
    }

    private TestRun(int attempt, Map<String, String> finished) {
        this.attempt = attempt;
        this.finished = finished;
    }

    public TestRun next() {
        return new TestRun(attempt + 1, finished);
    }

    @Override
    public TaskId taskId() {
        return new TaskId(new UUID(7, 7));
    }

    @Override
    public int attempt() {
        return attempt;
    }

    @Override
    public Instant deadline() {
        return Instant.MAX;
    }

    @Override
    public void progress(long done, long total) {
        progress.add(done + "/" + total);
    }

    @Override
    public <D> void announce(Announcement<D> announcement, D data) {
        announced.add(new Told(announcement.name(), data));
    }

    @Override
    public <D> void announce(Announcement<D> announcement, long done, long total, Supplier<D> data) {
        if (Announcement.isAnnounced(done, total)) {
            announce(announcement, data.get());
        }
    }

    @Override
    public <T> T step(String name, Class<T> result, Callable<T> work) throws Exception {
        if (asked.contains(name)) {
            throw new IllegalArgumentException("step " + name + " was asked for twice");
        }
        asked.add(name);
        if (!finished.containsKey(name)) {
            finished.put(name, JSON.writeValueAsString(work.call()));
        }
        return JSON.readValue(finished.get(name), result);
    }

    @Override
    public void spent(Usage usage) {
        spent.add(usage);
    }

    @Override
    public <I> TaskId submit(String name, TaskType<I, ?> type, I input) {
        throw new UnsupportedOperationException("these handlers submit nothing");
    }

    @Override
    public <I> TaskId submitOnce(String key, TaskType<I, ?> type, I input) {
        throw new UnsupportedOperationException("these handlers submit nothing");
    }

    @Override
    public <I> TaskGroup group(String name, TaskType<I, ?> completion, I input, OnFailure onFailure) {
        throw new UnsupportedOperationException("transcribe makes no groups");
    }

    @Override
    public Optional<GroupId> completes() {
        return Optional.empty();
    }

    @Override
    public <R> List<GroupMember<R>> members(Class<R> result) {
        throw new UnsupportedOperationException("transcribe completes no group");
    }

    @Override
    public <E> void publish(Topic<E> topic, E data) {
        throw new UnsupportedOperationException("these handlers publish nothing");
    }
}
