package dev.handoff.engine.submit;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.handoff.engine.TaskEvent;
import dev.handoff.engine.TaskTypes;
import dev.handoff.engine.store.TaskReader;
import dev.handoff.kit.storage.StorageUnavailable;
import dev.handoff.task.ClaimCheck;
import dev.handoff.task.Invalid;
import dev.handoff.task.NotFound;
import dev.handoff.task.TaskFailure;
import dev.handoff.task.TaskId;
import dev.handoff.task.TaskType;
import dev.handoff.task.Violation;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Looks at inputs before anything is stored, and makes of them what is. */
@ApplicationScoped
class Inputs {

    private static final String DATABASE = "db_url";
    private static final String REDIS = "redis_url";

    /** What workers of other systems are told with each task. Their passwords don't belong into a queue. */
    static final List<String> CONNECTIONS = List.of(DATABASE, REDIS);

    private final Set<String> told = ConcurrentHashMap.newKeySet();
    private final TaskTypes types;
    private final TaskReader reader;
    private final ObjectMapper json;
    private final Event<TaskEvent> events;

    Inputs(TaskTypes types, TaskReader reader, ObjectMapper json, Event<TaskEvent> events) {
        this.types = types;
        this.reader = reader;
        this.json = json;
        this.events = events;
    }

    /**
     * The submission as it is to be stored: by its type's own name, without addresses of databases that the type doesn't
     * know; masks of secrets are replaced by what the origin has.
     *
     * @throws Invalid if the input breaks its type's rules, with pointers into it
     * @throws NotFound if there is no handler for the type here, or no such origin
     * @throws StorageUnavailable if what is too large for a row could not be put away
     */
    Submission checked(Submission submission) {
        var type = types.get(submission.type());
        var named = withoutConnections(type, submission.named(type.name()));
        var whole = named.origin().map(it -> restored(named, it)).orElse(named);
        types.check(type, whole.input());
        return types.claimCheck(type.name())
                .map(check -> deposited(whole, type, check))
                .orElse(whole);
    }

    private Submission deposited(Submission submission, TaskType<?, ?> type, ClaimCheck<?> check) {
        try {
            return deposited(submission, json.treeToValue(submission.input(), type.input()), cast(check));
        } catch (TaskFailure refused) {
            throw Invalid.task(refused.getMessage());
        } catch (IOException away) {
            throw new StorageUnavailable(away);
        }
    }

    private <I> Submission deposited(Submission submission, I input, ClaimCheck<I> check)
            throws TaskFailure, IOException {
        var deposited = check.deposit(input);
        return deposited == input ? submission : submission.with(json.valueToTree(deposited));
    }

    // The claim check is that of the type's handler, and so of its input.
    @SuppressWarnings("unchecked")
    private static ClaimCheck<Object> cast(ClaimCheck<?> check) {
        return (ClaimCheck<Object>) check;
    }

    private Submission withoutConnections(TaskType<?, ?> type, Submission submission) {
        var input = submission.input();
        // Nearly always, and asked for each task of a long list.
        if (!input.has(DATABASE) && !input.has(REDIS)) {
            return submission;
        }
        var fields = CONNECTIONS.stream()
                .filter(field -> input.has(field)
                        && !types.inputSchema(type).at("/properties").has(field))
                .toList();
        if (fields.isEmpty()) {
            return submission;
        }
        if (told.add(type.name())) {
            events.fire(new TaskEvent.LeftOut(type.name(), fields));
        }
        ObjectNode rest = input.deepCopy();
        return submission.with(rest.without(fields));
    }

    /** All of them, or none. The pointers begin with their places. */
    List<Submission> checked(List<Submission> submissions) {
        var checked = new ArrayList<Submission>(submissions.size());
        var violations = new ArrayList<Violation>();
        for (int i = 0; i < submissions.size(); i++) {
            try {
                checked.add(checked(submissions.get(i)));
            } catch (Invalid invalid) {
                violations.addAll(invalid.within("/" + i + "/input").violations());
            }
        }
        if (!violations.isEmpty()) {
            throw new Invalid("task", violations.size() + " fields are not valid; nothing was stored", violations);
        }
        return checked;
    }

    /** Why a submission can never work, without the secrets that may be in it. What is no JSON may have them anywhere. */
    String told(Submission submission, String error) {
        var input = submission.input();
        return types.secrets(submission.type())
                .map(secrets -> input.isContainerNode() ? secrets.masked(error, input) : "it is not the input as JSON")
                .orElse(error);
    }

    /** Another type may show what this one keeps secret, so masks are replaced within one type alone. */
    private Submission restored(Submission submission, TaskId origin) {
        var earlier = reader.find(origin).orElseThrow(() -> NotFound.task(origin));
        var secrets = types.secrets(submission.type());
        if (secrets.isEmpty() || !earlier.type().equals(submission.type())) {
            return submission;
        }
        var stored = reader.input(origin).orElseThrow(() -> NotFound.task(origin));
        try {
            return submission.with(secrets.get().restored(submission.input(), json.readTree(stored)));
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("the stored input of task " + origin + " is not JSON", impossible);
        }
    }
}
