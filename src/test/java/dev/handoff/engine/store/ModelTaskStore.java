package dev.handoff.engine.store;

import dev.handoff.engine.store.TestStore.Seen;
import dev.handoff.kit.audit.Actor;
import dev.handoff.task.TaskId;
import dev.handoff.task.TaskRef;
import dev.handoff.task.TaskState;
import dev.handoff.task.Usage;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** The rules of the store, written down once more as simply as possible: what the real one is compared with. */
final class ModelTaskStore implements TaskStore {

    private final Map<TaskId, Row> rows = new LinkedHashMap<>();

    /** Which task crashed with which worker. */
    private final List<Map.Entry<String, TaskId>> crashed = new ArrayList<>();

    private final Map<String, PausedType> paused = new TreeMap<>();

    private static final class Row {
        NewTask task;
        TaskState state = TaskState.QUEUED;
        int attempt;
        int failures;
        int crashes;
        Integer guilt;
        String worker;
        int noted;
        final List<String> releases = new ArrayList<>();
        int events;
        boolean due;
        boolean ringing;
        boolean lapsed;
        boolean cancelRequested;
        String result;
        final Map<String, String> steps = new HashMap<>();

        TaskRef ref() {
            return task.task().at(attempt);
        }

        Claim claim(String holder) {
            worker = holder;
            state = TaskState.RUNNING;
            attempt++;
            lapsed = false;
            return new Claim(
                    ref(),
                    task.inputJson(),
                    failures,
                    Duration.ZERO,
                    Optional.empty(),
                    task.origin().group(),
                    guilt != null);
        }

        boolean isHeldBy(TaskRef holder) {
            return state == TaskState.RUNNING && attempt == holder.attempt();
        }

        Due asDue() {
            return new Due(ref(), Duration.ZERO);
        }

        Ended ended() {
            return new Ended(ref(), state, Duration.ZERO, Optional.empty(), Optional.empty());
        }

        void queue(boolean dueNow, boolean ringNow) {
            state = TaskState.QUEUED;
            due = dueNow;
            ringing = ringNow || dueNow && task.patience().isZero();
        }
    }

    @Override
    public synchronized List<Added> add(List<NewTask> tasks) {
        return tasks.stream().map(this::add).toList();
    }

    private Added add(NewTask task) {
        var earlier = task.dedupeKey().flatMap(key -> rows.values().stream()
                .filter(row -> row.task.dedupeKey().equals(Optional.of(key)))
                .findFirst());
        var first = task.request().flatMap(request -> rows.values().stream()
                .filter(row -> row.task.dedupeKey().equals(Optional.of(request.firstKey())))
                .filter(row ->
                        row.task.request().isPresent() && !row.task.request().equals(task.request()))
                .findFirst());
        if (earlier.isEmpty() && first.isPresent()) {
            return added(first.get(), true, true);
        }
        var row = earlier.orElseGet(Row::new);
        if (earlier.isEmpty()) {
            row.task = task;
            row.queue(task.runAt().isEmpty(), false);
            if (task.error().isPresent()) {
                row.state = TaskState.DEAD;
            } else if (task.hold().isPresent() && !isPaused(row)) {
                row.claim(task.hold().get().worker());
            }
            rows.put(task.id(), row);
        }
        return added(row, earlier.isPresent(), first.isPresent());
    }

    private static Added added(Row row, boolean duplicate, boolean otherRequest) {
        return new Added(
                row.ref(), row.task.inputJson(), row.state, Duration.ZERO, Optional.empty(), duplicate, otherRequest);
    }

    @Override
    public synchronized Optional<Claim> claim(TaskId task, String worker, Duration lease) {
        var row = rows.get(task);
        if (row == null || row.state != TaskState.QUEUED || !row.due || isPaused(row)) {
            return Optional.empty();
        }
        return Optional.of(row.claim(worker));
    }

    @Override
    public synchronized Optional<Claim> claimUnlessSuspect(TaskId task, String worker, Duration lease) {
        return rows.containsKey(task) && rows.get(task).guilt != null ? Optional.empty() : claim(task, worker, lease);
    }

    @Override
    public synchronized Optional<Claim> takeSuspect(Set<String> types, Hold hold) {
        return rows.values().stream()
                .filter(row -> row.state == TaskState.QUEUED
                        && row.guilt != null
                        && Set.of("local", "rabbitmq").contains(row.task.task().route())
                        && row.due
                        && !isPaused(row)
                        && types.contains(row.task.task().type()))
                .min(Comparator.comparing(row -> row.guilt))
                .map(row -> row.claim(hold.worker()));
    }

    @Override
    public synchronized List<Claim> take(Map<String, Integer> limits, int most, Hold hold) {
        var claims = new ArrayList<Claim>();
        var places = new HashMap<String, Integer>();
        var waiting = rows.values().stream()
                .filter(row -> row.state == TaskState.QUEUED
                        && row.task.task().route().equals("local")
                        && row.due
                        && !isPaused(row)
                        && row.guilt == null)
                .sorted(Comparator.comparing(row -> -row.task.task().priority()))
                .filter(row -> places.merge(row.task.task().type(), 1, Integer::sum)
                        <= limits.getOrDefault(row.task.task().type(), 0))
                .toList();
        var turns = new HashMap<String, Integer>();
        waiting.stream()
                .map(row -> Map.entry(turns.merge(row.task.task().type(), 1, Integer::sum), row))
                .sorted(Comparator.comparing((Map.Entry<Integer, Row> turn) ->
                                -turn.getValue().task.task().priority())
                        .thenComparing(Map.Entry::getKey))
                .limit(most)
                .forEach(turn -> claims.add(turn.getValue().claim(hold.worker())));
        return claims;
    }

    @Override
    public synchronized Optional<Ended> finish(Beat last, Outcome outcome) {
        var row = rows.get(last.task().id());
        if (row == null || !row.isHeldBy(last.task())) {
            return Optional.empty();
        }
        var update = TaskUpdate.of(outcome);
        row.crashes = 0;
        row.guilt = null;
        row.failures += "FAILED".equals(update.note()) ? 1 : 0;
        row.noted += row.cancelRequested || update.note() != null ? 1 : 0;
        if (row.cancelRequested) {
            row.state = TaskState.CANCELLED;
        } else if (update.state() == TaskState.QUEUED) {
            row.queue(update.delay().isZero(), outcome instanceof Outcome.Released);
            if (outcome instanceof Outcome.Released released) {
                row.releases.add(released.reason());
            }
        } else {
            row.state = update.state();
            row.result = update.resultJson();
            row.events += update.events().size();
        }
        return Optional.of(row.ended());
    }

    @Override
    public synchronized Set<TaskId> beat(Collection<Beat> beats, Duration lease) {
        var held = beats.stream()
                .filter(beat -> rows.get(beat.task().id()).isHeldBy(beat.task()))
                .map(beat -> beat.task().id())
                .collect(Collectors.toSet());
        held.forEach(task -> rows.get(task).lapsed = false);
        return held;
    }

    @Override
    public synchronized Optional<PausedType> pause(String type, Actor actor) {
        var pause = new PausedType(type, Instant.EPOCH, actor.name(), actor.reason());
        return paused.putIfAbsent(type, pause) == null ? Optional.of(pause) : Optional.empty();
    }

    @Override
    public synchronized boolean resume(String type, Actor actor) {
        rows.values().stream()
                .filter(row -> row.state == TaskState.QUEUED
                        && row.due
                        && row.task.task().type().equals(type))
                .forEach(row -> row.ringing = true);
        return paused.remove(type) != null;
    }

    @Override
    public synchronized List<PausedType> paused() {
        return List.copyOf(paused.values());
    }

    @Override
    public synchronized boolean turnAway(TaskId task, String worker) {
        var row = rows.get(task);
        if (row == null || row.state != TaskState.QUEUED || !isPaused(row)) {
            return false;
        }
        row.attempt++;
        row.noted++;
        row.ringing = row.due;
        return true;
    }

    private boolean isPaused(Row row) {
        return paused.containsKey(row.task.task().type());
    }

    @Override
    public synchronized Set<TaskId> cancelled(Collection<TaskId> running) {
        return running.stream().filter(task -> rows.get(task).cancelRequested).collect(Collectors.toSet());
    }

    @Override
    public synchronized int releases(TaskId task, String reason) {
        return (int) rows.get(task).releases.stream()
                .filter(it -> it.startsWith(reason))
                .count();
    }

    @Override
    public synchronized List<Held> held(String worker) {
        return rows.values().stream()
                .filter(row -> row.state == TaskState.RUNNING && worker.equals(row.worker))
                .map(row -> new Held(row.ref(), Duration.ZERO))
                .toList();
    }

    @Override
    public synchronized boolean saveStep(TaskRef task, String name, String resultJson, Optional<Usage> usage) {
        var row = rows.get(task.id());
        if (row == null || !row.isHeldBy(task)) {
            return false;
        }
        row.crashes = 0;
        row.guilt = null;
        row.steps.putIfAbsent(name, resultJson);
        return true;
    }

    @Override
    public synchronized Map<String, String> steps(TaskId task) {
        return Map.copyOf(rows.get(task).steps);
    }

    @Override
    public synchronized Optional<Ended> cancel(TaskId task, String reason) {
        var row = rows.get(task);
        if (row == null || row.state.isFinal() || row.cancelRequested) {
            return Optional.empty();
        }
        row.cancelRequested = true;
        row.state = row.state == TaskState.QUEUED ? TaskState.CANCELLED : row.state;
        return Optional.of(row.ended());
    }

    @Override
    public synchronized Optional<Ended> revive(TaskId task) {
        var row = rows.get(task);
        if (row == null || row.state != TaskState.DEAD) {
            return Optional.empty();
        }
        row.failures = 0;
        row.crashes = 0;
        row.guilt = null;
        row.queue(true, false);
        return Optional.of(row.ended());
    }

    @Override
    public synchronized List<Due> takeDue(int limit, Set<String> types) {
        var ringing = rows.values().stream()
                .filter(row -> row.state == TaskState.QUEUED
                        && !row.task.task().route().equals("local"))
                .toList();
        ringing.stream().filter(row -> row.due && isPaused(row)).forEach(row -> row.ringing = false);
        var taken = ringing.stream()
                .filter(row ->
                        row.due && row.ringing && types.contains(row.task.task().type()))
                .limit(limit)
                .toList();
        taken.forEach(row -> row.ringing = false);
        return taken.stream().map(Row::asDue).toList();
    }

    /** Time stands still here: what is to be rung within some time is rung never. */
    @Override
    public synchronized void ringSoon(Collection<TaskId> tasks, Duration within) {
        tasks.stream()
                .map(rows::get)
                .filter(row -> row.state == TaskState.QUEUED && row.due && within.isZero())
                .forEach(row -> row.ringing = true);
    }

    @Override
    public synchronized List<Ended> rescue(int limit, int mostCrashes) {
        var lapsed = rows.values().stream()
                .filter(row -> row.state == TaskState.RUNNING && row.lapsed)
                .limit(limit)
                .toList();
        var alone = lapsed.stream().filter(this::wasAlone).collect(Collectors.toSet());
        for (var row : lapsed) {
            row.crashes++;
            row.noted++;
            crashed.add(Map.entry(row.worker, row.task.id()));
            if (row.guilt != null) {
                row.guilt++;
            } else if (row.crashes >= mostCrashes - 1) {
                row.guilt = alone.contains(row) ? 1 : 0;
            }
            if (row.cancelRequested) {
                row.state = TaskState.CANCELLED;
            } else if (row.crashes >= mostCrashes && row.guilt >= Math.min(mostCrashes, 2)) {
                row.state = TaskState.DEAD;
            } else {
                row.queue(true, false);
            }
        }
        return lapsed.stream().map(row -> row.ended()).toList();
    }

    private boolean wasAlone(Row row) {
        return rows.values().stream()
                        .filter(other -> other.state == TaskState.RUNNING && other.worker.equals(row.worker))
                        .allMatch(other -> other == row)
                && crashed.stream()
                        .filter(other -> other.getKey().equals(row.worker))
                        .allMatch(other -> other.getValue().equals(row.task.id()));
    }

    synchronized void lapse(TaskId task) {
        rows.get(task).lapsed = true;
    }

    synchronized void makeDue(TaskId task) {
        var row = rows.get(task);
        row.due = true;
        row.ringing = true;
    }

    synchronized Seen look(TaskId task) {
        var row = rows.get(task);
        return new Seen(
                row.state,
                row.attempt,
                row.failures,
                row.crashes,
                Optional.ofNullable(row.result),
                row.noted,
                row.events);
    }
}
