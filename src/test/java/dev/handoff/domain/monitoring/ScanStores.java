package dev.handoff.domain.monitoring;

import dev.handoff.domain.monitoring.rule.RuleStore;
import dev.handoff.engine.store.NewTask;
import dev.handoff.engine.store.TaskReader;
import dev.handoff.engine.store.TestStore;
import dev.handoff.task.TaskId;
import dev.handoff.task.TaskRef;
import io.vertx.mutiny.sqlclient.Tuple;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** The real stores of scans, on a database of their own, for tests of other packages. */
public final class ScanStores implements AutoCloseable {

    private final TestStore postgres = new TestStore();
    public final ScanStore scans = new ScanStore(postgres.statements);
    public final RuleStore rules = new RuleStore(postgres.statements);
    public final ScanTasks tasks = new ScanTasks(scans);
    public final TaskReader reader = postgres.reader;

    /** The one task of this key. */
    public TaskId addOnce(String type, String key) {
        var task = NewTask.of(
                        new TaskRef(new TaskId(UUID.randomUUID()), type, "local", 0, 0), "{}", Duration.ofSeconds(15))
                .keyed(Optional.of(key));
        return postgres.store.add(List.of(task)).getFirst().id();
    }

    public long tasks(String key) {
        return postgres.statements
                .first("SELECT count(*) AS count FROM task WHERE dedupe_key = $1", Tuple.of(key))
                .orElseThrow()
                .getLong("count");
    }

    @Override
    public void close() {
        postgres.close();
    }
}
