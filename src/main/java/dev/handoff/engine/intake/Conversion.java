package dev.handoff.engine.intake;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.handoff.engine.TaskTypes;
import dev.handoff.engine.dispatch.DispatchFailed;
import dev.handoff.engine.outbox.Events;
import dev.handoff.engine.outbox.Publication;
import dev.handoff.engine.store.IntakeStore.Asked;
import dev.handoff.engine.submit.DedupeKey;
import dev.handoff.engine.submit.Submission;
import dev.handoff.engine.submit.Submitted;
import dev.handoff.engine.submit.Tasks;
import dev.handoff.kit.json.JsonFault;
import dev.handoff.task.Invalid;
import dev.handoff.task.NotFound;
import dev.handoff.task.Reused;
import dev.handoff.task.TaskId;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Makes a task or an event of what a producer asked for. Its producer can't be told any more what is wrong with it, so what can
 * never work is stored as dead. Done twice, it finds what it has made the first time.
 */
@ApplicationScoped
class Conversion {

    private static final String WRONG = "SQL submitted what can never work: ";

    private final Tasks tasks;
    private final Events publisher;
    private final TaskTypes types;
    private final ObjectMapper json;
    private final Event<IntakeEvent> events;

    Conversion(Tasks tasks, Events publisher, TaskTypes types, ObjectMapper json, Event<IntakeEvent> events) {
        this.tasks = tasks;
        this.publisher = publisher;
        this.types = types;
        this.json = json;
        this.events = events;
    }

    /**
     * Takes tasks by one statement.
     *
     * @return false if one of them can never work or is another's; each has to be taken by itself then
     * @throws RuntimeException if they are not stored for reasons that pass
     */
    boolean takeTogether(List<Asked> asked) {
        try {
            var submissions = new ArrayList<Submission>(asked.size());
            for (var each : asked) {
                submissions.add(submission(each, json.readTree(each.body())));
            }
            var submitted = tasks.submit(submissions);
            for (int i = 0; i < submitted.size(); i++) {
                told(asked.get(i), submitted.get(i));
            }
            return true;
        } catch (DispatchFailed stored) {
            return true;
        } catch (JsonProcessingException | Invalid | Reused each) {
            return false;
        }
    }

    /** @throws RuntimeException if it is not stored for reasons that pass */
    void take(Asked asked) {
        if (asked.event()) {
            publish(asked);
        } else {
            submit(asked);
        }
    }

    private void submit(Asked asked) {
        try {
            var submission = submission(asked, json.readTree(asked.body()));
            told(asked, tasks.submit(submission));
        } catch (DispatchFailed stored) {
            // It will be rung for again.
        } catch (JsonProcessingException unsafe) {
            bury(submission(asked, TextNode.valueOf(asked.body())), asked, "the input is " + JsonFault.reason(unsafe));
        } catch (Invalid wrong) {
            bury(submission(asked, tree(asked)), asked, wrong.getMessage());
        } catch (Reused other) {
            buryApart(asked, other);
        }
    }

    private void bury(Submission submission, Asked asked, String why) {
        try {
            told(asked, tasks.bury(submission, WRONG + why));
        } catch (Reused other) {
            buryApart(asked, other);
        }
    }

    /** Without its key, which is another task's. */
    private void buryApart(Asked asked, Reused other) {
        var id = new TaskId(asked.id());
        tasks.bury(submission(asked, tree(asked)).keyed(DedupeKey.ofIntake(id)), WRONG + other.getMessage());
    }

    private void told(Asked asked, Submitted submitted) {
        if (!submitted.id().value().equals(asked.id())) {
            events.fire(new IntakeEvent.Duplicate(new TaskId(asked.id()), submitted.id()));
        }
    }

    private Submission submission(Asked asked, JsonNode input) {
        var id = new TaskId(asked.id());
        var type = types.nameOf(asked.name());
        var key = asked.dedupeKey().map(it -> DedupeKey.of(type, it)).orElseGet(() -> DedupeKey.ofIntake(id));
        var submission =
                Submission.of(type, input).called(id).priority(asked.priority()).keyed(key);
        return asked.runAt().map(submission::at).orElse(submission);
    }

    /** What is no JSON that can be kept is kept as a text. */
    private JsonNode tree(Asked asked) {
        try {
            return json.readTree(asked.body());
        } catch (JsonProcessingException unsafe) {
            return TextNode.valueOf(asked.body());
        }
    }

    private void publish(Asked asked) {
        try {
            var data = json.readTree(asked.body());
            var publication = new Publication(asked.name(), asked.version(), data, Optional.of(asked.id()));
            publisher.publish(publication, Optional.empty());
        } catch (JsonProcessingException unsafe) {
            bury(asked, "the data are no JSON that can be kept: " + JsonFault.reason(unsafe));
        } catch (Invalid | NotFound | Reused wrong) {
            bury(asked, wrong.getMessage());
        }
    }

    private void bury(Asked asked, String why) {
        publisher.bury(asked.id(), asked.name(), asked.version(), asked.body(), WRONG + why);
    }
}
