package dev.handoff.engine.submit;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.handoff.engine.TaskTypes;
import dev.handoff.engine.store.TaskReader;
import dev.handoff.task.Invalid;
import dev.handoff.task.NotFound;
import dev.handoff.task.TaskId;
import dev.handoff.task.Violation;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;

/** Looks at inputs before anything is stored. */
@ApplicationScoped
class Inputs {

    private final TaskTypes types;
    private final TaskReader reader;
    private final ObjectMapper json;

    Inputs(TaskTypes types, TaskReader reader, ObjectMapper json) {
        this.types = types;
        this.reader = reader;
        this.json = json;
    }

    /**
     * The submission with an input that is to be stored: masks of secrets are replaced by what the origin has.
     *
     * @throws Invalid if the input breaks its type's rules, with pointers into it
     * @throws NotFound if there is no handler for the type here, or no such origin
     */
    Submission checked(Submission submission) {
        var type = types.get(submission.type());
        var whole = submission.origin().map(it -> restored(submission, it)).orElse(submission);
        types.check(type, whole.input());
        return whole;
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
