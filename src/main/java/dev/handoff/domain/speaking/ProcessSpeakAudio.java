package dev.handoff.domain.speaking;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.handoff.domain.speaking.CalculateRating.Input;
import dev.handoff.kit.storage.Workspace;
import dev.handoff.task.ClaimCheck;
import dev.handoff.task.TaskFailure;
import dev.handoff.task.TaskHandler;
import dev.handoff.task.TaskRun;
import dev.handoff.task.TaskType;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;

/** Evaluates a recording by its resource, then submits the resource's rating. */
@Singleton
final class ProcessSpeakAudio implements TaskHandler<SpeakInput, Evaluation>, ClaimCheck<SpeakInput> {

    static final TaskType<SpeakInput, Evaluation> PROCESS_SPEAK_AUDIO = TaskType.of(
                    "process-speak-audio", SpeakInput.class, Evaluation.class)
            .correlate("resource_id")
            .description("Evaluates what somebody has said to a resource: words, pace and pauses.")
            .timeout(Duration.ofMinutes(30))
            .heavy()
            .onePerProcessor();

    private final ResourceStore resources;
    private final SessionStore sessions;
    private final EvaluationStore evaluations;
    private final Chunks chunks;
    private final Evaluator evaluator;
    private final ObjectMapper json;

    ProcessSpeakAudio(
            ResourceStore resources,
            SessionStore sessions,
            EvaluationStore evaluations,
            Chunks chunks,
            Evaluator evaluator,
            ObjectMapper json) {
        this.resources = resources;
        this.sessions = sessions;
        this.evaluations = evaluations;
        this.chunks = chunks;
        this.evaluator = evaluator;
        this.json = json;
    }

    @Override
    public TaskType<SpeakInput, Evaluation> type() {
        return PROCESS_SPEAK_AUDIO;
    }

    @Override
    public void check(SpeakInput input) {
        evaluator.check();
        chunks.check(input);
    }

    @Override
    public SpeakInput deposit(SpeakInput input) throws TaskFailure, IOException {
        return chunks.deposit(input);
    }

    @Override
    public Evaluation handle(SpeakInput input, TaskRun run) throws Exception {
        var resource = resource(input);
        var session = Optional.ofNullable(input.sessionId())
                .orElseGet(() -> run.taskId().toString());
        if (sessions.open(new SpeakingSession(session, input.userName(), null)).isEmpty()) {
            throw TaskFailure.retryAfter(Duration.ofSeconds(10), "session " + session + " is being deleted");
        }
        evaluations.begin(run.taskId(), resource.resourceId(), session, input.userName());
        try (var workspace = Workspace.open()) {
            var evaluation = evaluator.evaluate(resource, chunks.fetch(input, workspace), session, workspace, run);
            evaluations.end(run.taskId(), evaluation.score(), written(evaluation));
            run.submit("rating", CalculateRating.CALCULATE_RATING, new Input(resource.resourceId()));
            return evaluation;
        }
    }

    private Resource resource(SpeakInput input) throws TaskFailure {
        if (input.content() != null) {
            resources.add(new Resource(input.resourceId(), ResourceKind.TEXT, input.content(), null));
        }
        return resources
                .find(input.resourceId())
                .orElseThrow(() -> TaskFailure.permanent("there is no resource " + input.resourceId()
                        + "; store it with POST /api/resources, or submit its content as well"))
                .resource();
    }

    private String written(Evaluation evaluation) throws JsonProcessingException {
        return json.writeValueAsString(evaluation);
    }
}
