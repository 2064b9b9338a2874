package dev.handoff.edge.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import dev.handoff.domain.monitoring.rule.InvalidRule;
import dev.handoff.domain.podcast.template.InvalidTemplate;
import dev.handoff.domain.search.SearchUnavailable;
import dev.handoff.edge.http.monitoring.RuleNotFound;
import dev.handoff.edge.http.monitoring.ScanNotFound;
import dev.handoff.edge.http.podcast.TemplateExists;
import dev.handoff.edge.http.podcast.TemplateNotFound;
import dev.handoff.edge.http.search.InvalidItem;
import dev.handoff.edge.trigger.UnusableEvent;
import dev.handoff.engine.UnknownTaskType;
import dev.handoff.engine.dispatch.DispatchFailed;
import dev.handoff.engine.dispatch.DispatchMisconfigured;
import dev.handoff.engine.dispatch.DispatchUnavailable;
import dev.handoff.engine.outbox.EventReused;
import dev.handoff.engine.outbox.UnknownTopic;
import dev.handoff.engine.schedule.ScheduleNotFound;
import dev.handoff.engine.store.GroupNotFound;
import dev.handoff.engine.store.TaskNotFound;
import dev.handoff.engine.store.WrongGroupState;
import dev.handoff.engine.submit.GroupKeyReused;
import dev.handoff.engine.submit.KeyReused;
import dev.handoff.engine.submit.WrongState;
import dev.handoff.event.InvalidEvent;
import dev.handoff.kit.database.StoreUnavailable;
import dev.handoff.kit.rabbitmq.RabbitMqFailed;
import dev.handoff.task.InvalidTask;
import io.quarkus.logging.Log;
import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.ForbiddenException;
import io.quarkus.security.UnauthorizedException;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.io.CharConversionException;
import java.io.IOException;
import java.util.List;
import java.util.UUID;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.RestResponse.ResponseBuilder;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** Turns whatever a request ended in into problem details. */
final class ProblemMapper {

    private static final int RETRY_AFTER_SECONDS = 5;

    // The ones beside Throwable have mappers of Quarkus' own, which would win as the more special ones.
    @ServerExceptionMapper({
        Throwable.class,
        WebApplicationException.class,
        NotFoundException.class,
        MismatchedInputException.class,
        AuthenticationFailedException.class,
        UnauthorizedException.class,
        ForbiddenException.class
    })
    RestResponse<Problem> map(Throwable failure, UriInfo uri) {
        var problem = problem(failure).instance(uri.getRequestUri().getRawPath());
        return (failure instanceof StoreUnavailable ? respondLater(problem) : respond(problem)).build();
    }

    /** An answer to a request that may work when it is made again. */
    static ResponseBuilder<Problem> respondLater(Problem problem) {
        return respond(problem).header(HttpHeaders.RETRY_AFTER, RETRY_AFTER_SECONDS);
    }

    private static ResponseBuilder<Problem> respond(Problem problem) {
        var response = ResponseBuilder.<Problem>create(problem.status())
                .entity(problem)
                .type(Problem.MEDIA_TYPE);
        return problem.status() == 401 ? response.header(HttpHeaders.WWW_AUTHENTICATE, Caller.CHALLENGE) : response;
    }

    private static Problem problem(Throwable failure) {
        return switch (failure) {
            case BadRequest e ->
                Problem.of(400, "bad-request", "The request can't be understood", e.field() + " " + e.getMessage())
                        .errors(List.of(new Problem.Fault(e.field(), e.getMessage())));
            case JsonProcessingException e -> MalformedJson.problem(e);
            // The body's first bytes promised UTF-16 or UTF-32, and the rest is something else.
            case CharConversionException e ->
                Problem.of(400, "malformed-json", "The body is not the JSON that is expected", "the body is not UTF-8");
            case IOException e ->
                Problem.of(400, "incomplete-body", "The body could not be read", "it ended early or came too slowly");
            case InvalidTask e -> Problem.invalid(e);
            case InvalidEvent e -> Problem.invalid(e);
            case UnknownTopic e -> Problem.of(404, "unknown-topic", "There is no such topic", e.getMessage());
            case EventReused e -> Problem.of(422, "event-reused", "The id belongs to another event", e.getMessage());
            case UnknownTaskType e ->
                Problem.of(404, "unknown-task-type", "There is no such task type", e.getMessage());
            case TaskNotFound e -> Problem.of(404, "task-not-found", "There is no such task", e.getMessage());
            case WrongState e -> Problem.of(409, "wrong-state", "The task's state doesn't allow it", e.getMessage());
            case KeyReused e -> Problem.of(422, "key-reused", "The key belongs to another task", e.getMessage());
            case GroupNotFound e -> Problem.of(404, "group-not-found", "There is no such group", e.getMessage());
            case WrongGroupState e ->
                Problem.of(409, "wrong-group-state", "The group's state doesn't allow it", e.getMessage());
            case GroupKeyReused e -> Problem.of(422, "key-reused", "The key belongs to another group", e.getMessage());
            case UnusableEvent e -> Problem.of(422, "unusable-event", "The event asks for no task", e.getMessage());
            case InvalidTemplate e -> Problem.invalid(e);
            case TemplateNotFound e ->
                Problem.of(404, "template-not-found", "There is no such template", e.getMessage());
            case TemplateExists e -> Problem.of(409, "template-exists", "The id is taken", e.getMessage());
            case InvalidRule e -> Problem.invalid(e);
            case RuleNotFound e -> Problem.of(404, "rule-not-found", "There is no such rule", e.getMessage());
            case ScanNotFound e -> Problem.of(404, "scan-not-found", "There is no such scan", e.getMessage());
            case PreconditionFailed e ->
                Problem.of(412, "precondition-failed", "It is not as the request expects", e.getMessage());
            case ScheduleNotFound e ->
                Problem.of(404, "schedule-not-found", "There is no such schedule", e.getMessage());
            case InvalidItem e -> Problem.invalid(e);
            case SearchUnavailable e ->
                Problem.of(503, "search-unavailable", "Nothing can be looked for at present", e.getMessage());
            case DispatchMisconfigured e -> dispatchMisconfigured(e);
            case DispatchUnavailable e -> dispatchUnavailable();
            case DispatchFailed e -> dispatchFailed();
            case StoreUnavailable e -> storeUnavailable(e);
            case RabbitMqFailed e ->
                Problem.of(503, "broker-unavailable", "RabbitMQ doesn't answer as it should", e.getMessage());
            case UnauthorizedException e -> Problem.unauthorized("send the credentials that this path asks for");
            case AuthenticationFailedException e -> Problem.unauthorized(e.getMessage());
            case ForbiddenException e ->
                Problem.of(403, "forbidden", "The credentials don't allow it", "these credentials are for other paths");
            case WebApplicationException e
            when e.getCause() instanceof JsonProcessingException json -> MalformedJson.problem(json);
            // A path is right or it isn't: what is wrong with a part of it is for people to read.
            case NotFoundException e
            when e.getCause() instanceof BadRequest bad ->
                Problem.of(404, "not-found", "There is nothing here", bad.field() + " " + bad.getMessage());
            case WebApplicationException e when e.getResponse().getStatus() < 500 -> refused(e.getResponse());
            default -> unexpected(failure);
        };
    }

    private static Problem dispatchFailed() {
        return Problem.of(
                503,
                "dispatch-failed",
                "The task is stored but could not be sent on its way",
                "the task is stored and will be sent again by itself; don't submit it anew");
    }

    /** Whether a task is stored depends on when it was found out; a repeated submission with a key is safe either way. */
    private static Problem dispatchMisconfigured(DispatchMisconfigured failure) {
        Log.error("a task could not be sent on its way: " + failure.getMessage());
        return Problem.of(
                500,
                "dispatch-misconfigured",
                "The settings for sending tasks are missing or wrong",
                "the log names the setting; what was stored will be sent once it is mended");
    }

    private static Problem dispatchUnavailable() {
        return Problem.of(
                500,
                "dispatch-unavailable",
                "The program can't use the transport that is configured",
                "the task is stored and will be sent by an instance that can; don't submit it anew");
    }

    private static Problem storeUnavailable(StoreUnavailable failure) {
        Log.error("a request failed because PostgreSQL didn't answer", failure);
        return Problem.of(
                503,
                "store-unavailable",
                "The database doesn't answer",
                "whether the request took effect is unknown; repeat it later, a submission with the same Idempotency-Key");
    }

    /** What JAX-RS says no to before a resource is reached. */
    private static Problem refused(Response response) {
        int status = response.getStatus();
        return switch (status) {
            case 404 -> Problem.of(404, "not-found", "There is nothing here", "no resource has this path");
            case 405 ->
                Problem.of(
                        405, "method-not-allowed", "The method is not allowed", "this path doesn't take this method");
            case 406 -> Problem.of(406, "not-acceptable", "No acceptable form", "answers are application/json");
            case 413 -> BodyLimit.problem();
            case 415 ->
                Problem.of(
                        415,
                        "unsupported-media-type",
                        "The body's form is unknown",
                        "bodies are application/json, without a Content-Encoding");
            default ->
                Problem.of(status, "refused", response.getStatusInfo().getReasonPhrase(), "the request was refused");
        };
    }

    private static Problem unexpected(Throwable failure) {
        var incident = UUID.randomUUID();
        Log.error("request failed unexpectedly, incident " + incident, failure);
        return Problem.of(
                500, "unexpected", "Something went wrong here", "the log says more about incident " + incident);
    }
}
