package dev.handoff.edge.doctor;

import dev.handoff.edge.http.ApiDescription;
import dev.handoff.edge.http.Caller;
import dev.handoff.kit.thread.Latest;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirement;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Tells what the doctor finds on this instance. */
@Path("/api/findings")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
@RolesAllowed(Caller.VIEWER)
@Tag(name = ApiDescription.TASKS)
@SecurityRequirement(name = Caller.API)
@APIResponse(responseCode = "default", ref = ApiDescription.PROBLEM)
class FindingResource {

    /** However many people look, everything is asked this often. */
    private static final Duration FRESH = Duration.ofMinutes(1);

    /** A far end that is silent is given up by its own client, later than people wait for a page. */
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final Latest<List<Finding>> latest;

    FindingResource(Checkup checkup, Clock clock) {
        this.latest = new Latest<>(checkup::findings, FRESH, PATIENCE, clock);
    }

    @Schema(name = "Finding", description = "What was found out about one thing")
    record FindingView(
            @Schema(description = "Such as clock, or the name of a route")
            String subject,

            @Schema(description = "UNUSED is what isn't set up, and needn't be")
            Finding.State state,

            @Schema(description = "What is there; of a problem what is wrong, with the remedy")
            String text) {

        static FindingView of(Finding finding) {
            return new FindingView(finding.subject(), finding.state(), finding.text());
        }
    }

    /** @param takenAt when everything was asked; missing while that goes on for the first time, and takes long */
    @Schema(name = "FindingList")
    record Findings(Optional<Instant> takenAt, List<FindingView> findings) {

        static Findings of(Optional<Latest.Answer<List<Finding>>> answer) {
            return new Findings(
                    answer.map(Latest.Answer::takenAt),
                    answer.map(it -> it.value().stream().map(FindingView::of).toList())
                            .orElse(List.of()));
        }
    }

    @Operation(
            operationId = "listFindings",
            summary = "List what the doctor finds",
            description = "As ./handoff doctor does on this instance, a minute old at most.")
    @APIResponseSchema(value = Findings.class, responseCode = "200")
    @GET
    public Findings all() {
        return Findings.of(latest.get());
    }

    @Operation(
            operationId = "checkUp",
            summary = "Have the doctor look again",
            description = "For who has mended something. Answers as the list does.")
    @APIResponseSchema(value = Findings.class, responseCode = "200")
    @RolesAllowed(Caller.OPERATOR)
    @POST
    public Findings checkUp() {
        return Findings.of(latest.anew());
    }
}
