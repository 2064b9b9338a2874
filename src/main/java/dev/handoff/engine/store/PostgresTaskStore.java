package dev.handoff.engine.store;

import dev.handoff.kit.audit.Actor;
import dev.handoff.kit.database.Columns;
import dev.handoff.kit.database.DatabaseConfig;
import dev.handoff.kit.database.GroupCommit;
import dev.handoff.kit.database.GroupCommit.Bounds;
import dev.handoff.kit.database.Statements;
import dev.handoff.kit.database.StoreUnavailable;
import dev.handoff.task.TaskId;
import dev.handoff.task.TaskRef;
import dev.handoff.task.Usage;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** {@link TaskStore} in PostgreSQL 15 or later, by the reactive client. */
@ApplicationScoped
public class PostgresTaskStore implements TaskStore {

    /** Rows of a batch, or what weighs as much: beyond a few hundred, a larger one is hardly any faster. */
    static final int MAX_BATCH_WEIGHT = 500;

    private final Statements statements;
    private final LostAnswers lost;
    private final TaskClaimer claimer;
    private final Rescuer rescuer;
    private final GroupCommit<List<NewTask>, List<Added>> adding;
    private final GroupCommit<List<NewTask>, List<Added>> addingPlain;
    private final MemberInserter members;
    private final GroupCommit<List<NewTask>, MemberInserter.Answer> addingMembers;
    private final GroupCommit<TaskClaimer.Wanted, Optional<Claim>> claiming;
    private final GroupCommit<TaskFinisher.Finish, Optional<Ended>> finishing;
    private final TypePauses pauses;

    PostgresTaskStore(Statements statements, DatabaseConfig config, LostAnswers lost) {
        this.statements = statements;
        pauses = new TypePauses(statements);
        this.lost = lost;
        claimer = new TaskClaimer(statements);
        rescuer = new Rescuer(statements);
        var added = new TaskInserter(statements);
        var two = new Bounds(MAX_BATCH_WEIGHT, config.timeout(), 2);
        adding = adding(added::add, two);
        addingPlain = adding(added::addPlain, two);
        members = new MemberInserter(statements);
        addingMembers = adding(members::add, two);
        var one = new Bounds(MAX_BATCH_WEIGHT, config.timeout(), 1);
        claiming = new GroupCommit<>(claimer::claim, TaskClaimer.Wanted::task, _ -> 1, one, statements.tracing());
        finishing = new GroupCommit<>(
                new TaskFinisher(statements)::finish,
                TaskFinisher.Finish::task,
                TaskFinisher.Finish::weight,
                one,
                statements.tracing());
    }

    private <R> GroupCommit<List<NewTask>, R> adding(Function<List<List<NewTask>>, List<R>> statement, Bounds bounds) {
        return new GroupCommit<>(statement, _ -> new Object(), TaskInserter::weight, bounds, statements.tracing());
    }

    @Override
    public List<Added> add(List<NewTask> tasks) {
        if (tasks.isEmpty()) {
            return List.of();
        }
        var claimed = tasks.stream().filter(task -> task.hold().isPresent()).map(NewTask::id);
        return claiming(claimed.toList(), () -> addAll(tasks));
    }

    private List<Added> addAll(List<NewTask> tasks) {
        if (MemberInserter.concerns(tasks)) {
            var other = members.ofAnotherRequest(tasks);
            if (other.isPresent()) {
                return other.get();
            }
            var answer = addingMembers.run(tasks);
            answer.refusedBy().ifPresent(group -> {
                throw members.refusal(group);
            });
            return answer.added();
        }
        return (TaskInserter.isPlain(tasks) ? addingPlain : adding).run(tasks);
    }

    @Override
    public Optional<Claim> claim(TaskId task, String worker, Duration lease) {
        return claim(new TaskClaimer.Wanted(task, new Hold(worker, lease), true));
    }

    @Override
    public Optional<Claim> claimUnlessSuspect(TaskId task, String worker, Duration lease) {
        return claim(new TaskClaimer.Wanted(task, new Hold(worker, lease), false));
    }

    private Optional<Claim> claim(TaskClaimer.Wanted wanted) {
        return claiming(List.of(wanted.task()), () -> claiming.run(wanted));
    }

    /** Notes what PostgreSQL may have claimed without telling. */
    private <T> T claiming(List<TaskId> tasks, Supplier<T> statement) {
        try {
            return statement.get();
        } catch (StoreUnavailable silent) {
            lost.note(tasks);
            throw silent;
        }
    }

    @Override
    public Optional<Claim> takeSuspect(Set<String> types, Hold hold) {
        return claiming(List.of(), () -> claimer.takeSuspect(types, hold));
    }

    @Override
    public List<Claim> take(Map<String, Integer> limits, int most, Hold hold) {
        return claiming(List.of(), () -> claimer.take(limits, most, hold));
    }

    @Override
    public Optional<Ended> finish(Beat last, Outcome outcome) {
        return finishing.run(new TaskFinisher.Finish(last, TaskUpdate.of(outcome)));
    }

    @Override
    public Set<TaskId> beat(Collection<Beat> beats, Duration lease) {
        var parameters = new Columns<>(
                        Rows.inOrderOfLocks(beats, beat -> beat.task().id()))
                .uuids(beat -> beat.task().id().value())
                .integers(beat -> beat.task().attempt())
                .longs(beat -> beat.progress().map(Progress::done).orElse(null))
                .longs(beat -> beat.progress().map(Progress::total).orElse(null))
                .tuple()
                .addLong(lease.toMillis());
        return ids(TaskSql.BEAT, parameters);
    }

    @Override
    public List<Held> held(String worker) {
        return rescuer.held(worker);
    }

    @Override
    public int releases(TaskId task, String reason) {
        return rescuer.releases(task, reason);
    }

    @Override
    public Set<TaskId> cancelled(Collection<TaskId> running) {
        return ids(
                TaskSql.CANCELLED,
                new Columns<>(List.copyOf(running)).uuids(TaskId::value).tuple());
    }

    @Override
    public boolean saveStep(TaskRef task, String name, String resultJson, Optional<Usage> usage) {
        var parameters = Tuple.of(task.id().value(), task.attempt(), name, resultJson)
                .addString(usage.map(Usage::model).orElse(null))
                .addLong(usage.map(Usage::inputTokens).orElse(null))
                .addLong(usage.map(Usage::outputTokens).orElse(null))
                .addBigDecimal(usage.flatMap(Usage::cost).orElse(null));
        return statements.first(TaskSql.SAVE_STEP, parameters).isPresent();
    }

    @Override
    public Map<String, String> steps(TaskId task) {
        var results = new HashMap<String, String>();
        for (var row : statements.run(TaskSql.STEPS, Tuple.of(task.value()))) {
            results.put(row.getString("name"), row.getString("result"));
        }
        return results;
    }

    @Override
    public Optional<Ended> cancel(TaskId task, String reason) {
        return statements
                .first(TaskSql.CANCEL, Tuple.of(task.value(), ErrorText.storable(reason)))
                .map(Rows::ended);
    }

    @Override
    public Optional<Ended> revive(TaskId task) {
        return statements.first(TaskSql.REVIVE, Tuple.of(task.value())).map(Rows::ended);
    }

    @Override
    public List<Due> takeDue(int limit, Set<String> types) {
        var parameters = Tuple.tuple().addInteger(limit).addArrayOfString(types.toArray(String[]::new));
        return statements.run(TaskSql.TAKE_DUE, parameters).stream()
                .map(Rows::due)
                .toList();
    }

    @Override
    public void ringSoon(Collection<TaskId> tasks, Duration within) {
        var parameters = new Columns<>(Rows.inOrderOfLocks(tasks, Function.identity()))
                .uuids(TaskId::value)
                .tuple()
                .addLong(within.toMillis());
        statements.run(TaskSql.HASTEN, parameters);
    }

    @Override
    public List<Ended> rescue(int limit, int mostCrashes) {
        return rescuer.rescue(limit, mostCrashes);
    }

    @Override
    public Optional<PausedType> pause(String type, Actor actor) {
        return pauses.pause(type, actor);
    }

    @Override
    public boolean resume(String type, Actor actor) {
        return pauses.resume(type, actor);
    }

    @Override
    public List<PausedType> paused() {
        return pauses.all();
    }

    @Override
    public boolean turnAway(TaskId task, String worker) {
        return pauses.turnAway(task, worker);
    }

    private Set<TaskId> ids(String sql, Tuple parameters) {
        return statements.run(sql, parameters).stream().map(Rows::id).collect(Collectors.toUnmodifiableSet());
    }
}
