package dev.handoff.edge.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.handoff.domain.transcribe.Transcribe;
import dev.handoff.engine.live.Live;
import dev.handoff.engine.store.TaskReader;
import dev.handoff.engine.store.TaskRecord;
import dev.handoff.engine.submit.Groups;
import dev.handoff.engine.submit.Submission;
import dev.handoff.engine.submit.Tasks;
import dev.handoff.kit.storage.Storage;
import dev.handoff.task.GroupId;
import dev.handoff.task.NotFound;
import dev.handoff.task.TaskId;
import io.quarkus.arc.Unremovable;
import io.quarkus.runtime.QuarkusApplication;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;

/** The part of {@link Run} that happens inside of Quarkus. */
@Singleton
@Unremovable
final class RunTask implements QuarkusApplication, Follower.Lookout {

    private static final String INTERRUPTED = "interrupted at the terminal";

    /** The types that recognise speech. */
    private static final Set<String> HEARING = Set.of(Transcribe.TRANSCRIBE.name(), "process-speak-audio");

    /** Between two looks at what happens here, if nothing is heard of it. */
    private static final Duration PAUSE = Duration.ofSeconds(1);

    private final Live live;
    private final Tasks tasks;
    private final Groups groups;
    private final TaskReader reader;
    private final Storage storage;
    private final SpeechModel model;
    private final ObjectMapper json;
    private final PrintWriter out = new PrintWriter(System.out, true);
    private final PrintWriter err = new PrintWriter(System.err, true);
    private final AtomicReference<Runnable> cancel = new AtomicReference<>();

    RunTask(
            Live live,
            Tasks tasks,
            Groups groups,
            TaskReader reader,
            Storage storage,
            SpeechModel model,
            ObjectMapper json) {
        this.live = live;
        this.tasks = tasks;
        this.groups = groups;
        this.reader = reader;
        this.storage = storage;
        this.model = model;
        this.json = json;
    }

    /**
     * What is to be run, and how.
     *
     * @param files at most one, which becomes the input's filename
     * @param json whether the result is printed as JSON in one line
     * @param folder where the input's relative paths begin
     */
    record Wanted(String type, ObjectNode input, List<String> files, boolean json, String folder) {}

    @Override
    public int run(String... arguments) throws IOException, InterruptedException {
        var wanted = Order.read(arguments, Wanted.class);
        var input = wanted.input();
        new LocalFiles(storage::store).store(input, Path.of(wanted.folder()));
        for (var file : wanted.files()) {
            input.put("filename", storage.store(Path.of(file)));
        }
        if (HEARING.contains(wanted.type().replace('_', '-'))) {
            model.fetchIfNeeded(err::println);
        }
        var id = tasks.submit(Submission.of(wanted.type(), input)).id();
        var bell = new Bell(PAUSE);
        live.follow(bell);
        // The end of what it waits for then ends the command.
        FirstSignal.does(() -> cancel.get().run());
        var last = new Follower(new Waiter(bell, err), this).toItsEnd(id.toString());
        return end(find(TaskId.parse(last))).print(out, err, wanted.json());
    }

    @Override
    public Snapshot task(String name) {
        var id = TaskId.parse(name);
        cancel.set(() -> tasks.cancel(id, INTERRUPTED));
        return Snapshot.of(find(id));
    }

    @Override
    public Snapshot group(String name) {
        var id = GroupId.parse(name);
        cancel.set(() -> groups.cancel(id, INTERRUPTED));
        return Snapshot.of(groups.find(id));
    }

    private TaskRecord find(TaskId id) {
        return reader.find(id).orElseThrow(() -> NotFound.task(id));
    }

    private TaskEnd end(TaskRecord task) throws JsonProcessingException {
        var result = task.resultJson().isPresent()
                ? List.of(json.readTree(task.resultJson().get()))
                : List.<JsonNode>of();
        return new TaskEnd(
                task.id().toString(),
                task.state(),
                task.attempt(),
                result.stream().findFirst(),
                task.error());
    }
}
