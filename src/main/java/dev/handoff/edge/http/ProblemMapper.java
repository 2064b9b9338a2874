package dev.handoff.edge.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import dev.handoff.edge.trigger.UnusableEvent;
import dev.handoff.kit.database.StoreUnavailable;
import dev.handoff.kit.storage.StorageUnavailable;
import dev.handoff.task.Refusal;
import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.ForbiddenException;
import io.quarkus.security.UnauthorizedException;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.UriInfo;
import java.io.IOException;
import java.util.List;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.RestResponse.ResponseBuilder;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** Turns the exception that ended a request into problem details. */
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
        var response = failure instanceof StoreUnavailable || failure instanceof StorageUnavailable
                ? respondLater(problem)
                : respond(problem);
        if (failure instanceof RangeUnsatisfiable range) {
            response.header("Content-Range", range.getMessage());
        }
        if (failure.getCause() instanceof TooManyTries early) {
            response.header(HttpHeaders.RETRY_AFTER, early.seconds());
        }
        return response.build();
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

    static Problem problem(Throwable failure) {
        return switch (failure) {
            case Refusal e -> Problem.of(e);
            case BadRequest e ->
                Problem.of(400, "bad-request", "The request can't be understood", e.field() + " " + e.getMessage())
                        .errors(List.of(new Problem.Fault(e.field(), e.getMessage())));
            case EventsRefused e -> e.problem();
            case UnusableEvent e -> Problem.of(422, "unusable-event", "The event asks for no task", e.getMessage());
            case PreconditionFailed e ->
                Problem.of(412, "precondition-failed", "It is not as the request expects", e.getMessage());
            case RangeUnsatisfiable e ->
                Problem.of(
                        416,
                        "range-not-satisfiable",
                        "The file is shorter",
                        "the range begins behind its end: it has "
                                + e.getMessage().replaceFirst(".*/", "") + " bytes");
            case IOException e -> BodyProblems.of(e);
            case UnauthorizedException _ -> Problem.unauthorized("send the credentials that this path asks for");
            case AuthenticationFailedException e when e.getCause() instanceof TooManyTries early -> early.problem();
            case AuthenticationFailedException e -> Problem.unauthorized(e.getMessage());
            case ForbiddenException _ ->
                Problem.of(403, "forbidden", "The credentials don't allow it", "these credentials are for other paths");
            case WebApplicationException e when isRefusal(e) -> RequestProblems.of(e);
            default -> FailureProblems.of(failure);
        };
    }

    private static boolean isRefusal(WebApplicationException failure) {
        return failure.getResponse().getStatus() < 500 || failure.getCause() instanceof JsonProcessingException;
    }
}
