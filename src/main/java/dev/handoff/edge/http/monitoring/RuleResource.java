package dev.handoff.edge.http.monitoring;

import com.fasterxml.jackson.databind.JsonNode;
import dev.handoff.domain.monitoring.rule.Rule;
import dev.handoff.domain.monitoring.rule.Rules;
import dev.handoff.domain.monitoring.rule.StoredRule;
import dev.handoff.edge.http.ApiDescription;
import dev.handoff.edge.http.BadRequest;
import dev.handoff.edge.http.Caller;
import dev.handoff.edge.http.PreconditionFailed;
import dev.handoff.edge.http.VersionTags;
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
@RolesAllowed(Caller.API)
@Tag(name = ApiDescription.SCANS)
@SecurityRequirement(name = Caller.API)
@APIResponse(responseCode = "default", ref = ApiDescription.PROBLEM)
class RuleResource {

    private final Rules rules;
    private final SecurityIdentity caller;

    RuleResource(Rules rules, SecurityIdentity caller) {
        this.rules = rules;
        this.caller = caller;
    }

    @Schema(name = "ScanRuleLine", description = "A rule in a list")
    record RuleLine(String ruleId, Rule.Kind kind, int entries, long version, Instant createdAt, Instant updatedAt) {

        static RuleLine of(StoredRule stored) {
            var rule = stored.rule();
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
    @Operation(summary = "List all rules of scans, by their ids")
    @GET
    public RuleList list() {
        return new RuleList(rules.all().stream().map(RuleLine::of).toList());
    }

    @Operation(summary = "Read a rule")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = Rule.class)))
    @GET
    @Path("/{id}")
    public Response get(@PathParam("id") String id) {
        return answer(Response.Status.OK, rules.find(id).orElseThrow(() -> new RuleNotFound(id)));
    }

    @Operation(
            summary = "Store a rule",
            description =
                    "Creates or replaces it; batches that begin later are compared with it. With If-Match it only "
                            + "replaces a version whose ETag is named there, with If-None-Match: * it only creates.")
    @RequestBody(content = @Content(schema = @Schema(implementation = Rule.class)))
    @APIResponse(
            responseCode = "200",
            description = "Replaced",
            content = @Content(schema = @Schema(implementation = Rule.class)))
    @APIResponse(
            responseCode = "201",
            description = "Created",
            content = @Content(schema = @Schema(implementation = Rule.class)))
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
        var match = VersionTags.ifMatch(ifMatch);
        boolean onlyCreates = VersionTags.onlyCreates(match, ifNoneMatch, "a rule");
        var rule = rules.read(body, id);
        if (match.isPresent()) {
            var replaced = rules.replace(rule, match.get().wanted(), actor());
            return answer(Response.Status.OK, replaced.orElseThrow(() -> changed(id)));
        }
        if (onlyCreates) {
            var created = rules.create(rule, actor());
            return answer(
                    Response.Status.CREATED,
                    created.orElseThrow(() -> new PreconditionFailed("there is a rule " + id)));
        }
        var put = rules.put(rule, actor());
        return answer(put.created() ? Response.Status.CREATED : Response.Status.OK, put.rule());
    }

    @Operation(summary = "Delete a rule", description = "With If-Match only a version whose ETag is named there.")
    @APIResponse(responseCode = "204", description = "Deleted")
    @DELETE
    @Path("/{id}")
    public void delete(
            @PathParam("id") String id,
            @HeaderParam(HttpHeaders.IF_MATCH) @Parameter(schema = @Schema(type = SchemaType.STRING))
                    List<String> ifMatch) {
        var versions = VersionTags.ifMatch(ifMatch).flatMap(VersionTags::wanted);
        if (!rules.delete(id, versions, actor())) {
            throw versions.isPresent() && rules.find(id).isPresent() ? changed(id) : new RuleNotFound(id);
        }
    }

    private String actor() {
        return caller.isAnonymous() ? "anonymous" : caller.getPrincipal().getName();
    }

    private static PreconditionFailed changed(String id) {
        return new PreconditionFailed(
                "the rule " + id + " has another version or is gone; read it again with its ETag");
    }

    private static Response answer(Response.Status status, StoredRule stored) {
        return Response.status(status)
                .entity(stored.rule())
                .header(HttpHeaders.ETAG, VersionTags.tag(stored.version()))
                .build();
    }
}
