package dev.handoff.edge.http.monitoring;

import com.fasterxml.jackson.databind.JsonNode;
import dev.handoff.domain.monitoring.rule.Rule;
import dev.handoff.domain.monitoring.rule.Rules;
import dev.handoff.edge.http.ApiDescription;
import dev.handoff.edge.http.BadRequest;
import dev.handoff.edge.http.Caller;
import dev.handoff.edge.http.VersionedDocuments;
import dev.handoff.kit.database.Versioned;
import io.quarkus.security.identity.SecurityIdentity;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirement;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Keeps the rules of scans. */
@Path("/api/scan-rules")
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
@RolesAllowed(Caller.OPERATOR)
@Tag(name = ApiDescription.SCANS)
@SecurityRequirement(name = Caller.API)
@APIResponse(responseCode = "default", ref = ApiDescription.PROBLEM)
class RuleResource {

    private static final VersionedDocuments DOCUMENTS = new VersionedDocuments("rule");

    private final Rules rules;
    private final SecurityIdentity caller;

    RuleResource(Rules rules, SecurityIdentity caller) {
        this.rules = rules;
        this.caller = caller;
    }

    @Schema(name = "ScanRuleLine", description = "A rule in a list")
    record RuleLine(String ruleId, Rule.Kind kind, int entries, long version, Instant createdAt, Instant updatedAt) {

        static RuleLine of(Versioned<Rule> stored) {
            var rule = stored.document();
            return new RuleLine(
                    rule.ruleId(),
                    rule.kind(),
                    rule.entries().size(),
                    stored.version(),
                    stored.createdAt(),
                    stored.updatedAt());
        }
    }

    @Schema(name = "ScanRules")
    record RuleList(List<RuleLine> rules) {}

    @APIResponseSchema(value = RuleList.class, responseCode = "200")
    @Operation(operationId = "listScanRules", summary = "List all rules of scans, by their ids")
    @RolesAllowed(Caller.VIEWER)
    @GET
    public RuleList list() {
        return new RuleList(rules.all().stream().map(RuleLine::of).toList());
    }

    @Operation(operationId = "getScanRule", summary = "Read a rule")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = Rule.class)))
    @RolesAllowed(Caller.VIEWER)
    @GET
    @Path("/{id}")
    public Response get(@PathParam("id") String id) {
        var stored = rules.find(id).orElseThrow(() -> DOCUMENTS.notFound(id));
        return VersionedDocuments.answer(Response.Status.OK, stored).build();
    }

    @RequestBody(
            required = true,
            content =
                    @Content(
                            schema = @Schema(implementation = Rule.class),
                            example = "{\"kind\": \"words\", \"entries\": [\"spam\"]}"))
    @Operation(
            operationId = "putScanRule",
            summary = "Store a rule",
            description =
                    "Creates or replaces it; batches that begin later are compared with it. With If-Match it only "
                            + "replaces a version whose ETag is named there, with If-None-Match: * it only creates.")
    @APIResponse(
            responseCode = "200",
            description = "Replaced",
            content = @Content(schema = @Schema(implementation = Rule.class)))
    @APIResponse(
            responseCode = "201",
            description = "Created",
            content = @Content(schema = @Schema(implementation = Rule.class)))
    @RolesAllowed(Caller.ADMIN)
    @PUT
    @Path("/{id}")
    public Response put(
            @PathParam("id") String id,
            @HeaderParam(HttpHeaders.IF_MATCH) @Parameter(schema = @Schema(type = SchemaType.STRING))
                    List<String> ifMatch,
            @HeaderParam(HttpHeaders.IF_NONE_MATCH) @Parameter(schema = @Schema(type = SchemaType.STRING))
                    List<String> ifNoneMatch,
            JsonNode body) {
        if (body == null) {
            throw new BadRequest("body", "must be a rule, was empty");
        }
        var condition = DOCUMENTS.condition(ifMatch, ifNoneMatch);
        var rule = rules.read(body, id);
        var put = rules.put(rule, condition, actor()).orElseThrow(() -> DOCUMENTS.refused(id, condition));
        return VersionedDocuments.answer(put).build();
    }

    @Operation(
            operationId = "deleteScanRule",
            summary = "Delete a rule",
            description = "With If-Match only a version whose ETag is named there.")
    @APIResponse(responseCode = "204", description = "Deleted")
    @RolesAllowed(Caller.ADMIN)
    @DELETE
    @Path("/{id}")
    public void delete(
            @PathParam("id") String id,
            @HeaderParam(HttpHeaders.IF_MATCH) @Parameter(schema = @Schema(type = SchemaType.STRING))
                    List<String> ifMatch) {
        DOCUMENTS.delete(id, ifMatch, versions -> rules.delete(id, versions, actor()), () -> rules.find(id)
                .isPresent());
    }

    private String actor() {
        return caller.isAnonymous() ? "anonymous" : caller.getPrincipal().getName();
    }
}
