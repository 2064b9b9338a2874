package dev.handoff.edge.http.podcast;

import com.fasterxml.jackson.databind.JsonNode;
import dev.handoff.domain.podcast.template.Template;
import dev.handoff.domain.podcast.template.TemplateStore;
import dev.handoff.domain.podcast.template.Templates;
import dev.handoff.edge.http.ApiDescription;
import dev.handoff.edge.http.BadRequest;
import dev.handoff.edge.http.Caller;
import dev.handoff.edge.http.Cursor;
import dev.handoff.edge.http.Person;
import dev.handoff.edge.http.Query;
import dev.handoff.edge.http.VersionTags;
import dev.handoff.edge.http.VersionedDocuments;
import dev.handoff.kit.database.Versioned;
import dev.handoff.task.Conflict;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
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

/** Keeps templates of episodes. */
@Path("/api/templates")
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
@RolesAllowed(Caller.OPERATOR)
@Tag(name = ApiDescription.TEMPLATES)
@SecurityRequirement(name = Caller.API)
@APIResponse(responseCode = "default", ref = ApiDescription.PROBLEM)
class TemplateResource {

    private static final Set<String> PARAMETERS = Set.of("limit", "cursor");
    private static final Pattern ID = Pattern.compile("[A-Za-z0-9._-]{1,100}");

    private static final String TEMPLATE = "A template, as GET /api/templates/schema describes it";

    private static final VersionedDocuments DOCUMENTS = new VersionedDocuments("template");

    private final Templates templates;
    private final Person person;

    TemplateResource(Templates templates, Person person) {
        this.person = person;
        this.templates = templates;
    }

    @Operation(operationId = "getTemplateSchema", summary = "The JSON Schema of a template")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(type = SchemaType.OBJECT)))
    @RolesAllowed(Caller.VIEWER)
    @GET
    @Path("/schema")
    public JsonNode schema() {
        return templates.schema();
    }

    @Schema(description = "A template in a list")
    record TemplateLine(String templateId, Optional<String> name, long version, Instant createdAt, Instant updatedAt) {

        static TemplateLine of(TemplateStore.Listed listed) {
            return new TemplateLine(
                    listed.id(), listed.name(), listed.version(), listed.createdAt(), listed.updatedAt());
        }
    }

    record TemplatePage(List<TemplateLine> templates, Optional<String> nextCursor) {}

    @APIResponseSchema(value = TemplatePage.class, responseCode = "200")
    @Operation(operationId = "listTemplates", summary = "List templates by their ids")
    @RolesAllowed(Caller.VIEWER)
    @GET
    @Parameter(ref = ApiDescription.LIMIT)
    @Parameter(ref = ApiDescription.CURSOR)
    public TemplatePage list(@Context UriInfo uri) {
        var query = new Query(uri.getQueryParameters(), PARAMETERS);
        var page = templates.list(Cursor.read(query, 1, TemplateResource::id), query.limit());
        var next = Cursor.next(page, query.limit(), template -> List.of(template.id()));
        return new TemplatePage(page.stream().map(TemplateLine::of).toList(), next);
    }

    private static String id(String... cursor) {
        if (!ID.matcher(cursor[0]).matches()) {
            throw new IllegalArgumentException("no id of a template: " + cursor[0]);
        }
        return cursor[0];
    }

    @Operation(
            operationId = "getTemplate",
            summary = "Read a template",
            description = "Answers 304 if it has an ETag that If-None-Match names.")
    @APIResponse(
            responseCode = "200",
            description = TEMPLATE,
            content = @Content(schema = @Schema(type = SchemaType.OBJECT)))
    @APIResponse(responseCode = "304", description = "The caller has it already")
    @RolesAllowed(Caller.VIEWER)
    @GET
    @Path("/{id}")
    public Response get(
            @PathParam("id") String id,
            @HeaderParam(HttpHeaders.IF_NONE_MATCH) @Parameter(schema = @Schema(type = SchemaType.STRING))
                    List<String> ifNoneMatch) {
        var stored = templates.find(id).orElseThrow(() -> DOCUMENTS.notFound(id));
        boolean known = VersionTags.ifNoneMatch(ifNoneMatch)
                .filter(tags -> tags.include(stored.version()))
                .isPresent();
        return known
                ? Response.notModified()
                        .header(HttpHeaders.ETAG, VersionTags.tag(stored.version()))
                        .build()
                : VersionedDocuments.answer(Response.Status.OK, stored).build();
    }

    @RequestBody(
            required = true,
            content =
                    @Content(
                            schema = @Schema(type = SchemaType.OBJECT, description = TEMPLATE),
                            example = "{\"name\": \"Weekly\", \"segments\": [{\"type\": \"main\"}]}"))
    @Operation(
            operationId = "createTemplate",
            summary = "Store a new template",
            description = "Makes an id for it if it has none. Repeated, it is refused if it has an id, and else stored"
                    + " twice.")
    @APIResponse(
            responseCode = "201",
            description = TEMPLATE,
            content = @Content(schema = @Schema(type = SchemaType.OBJECT)))
    @RolesAllowed(Caller.ADMIN)
    @POST
    public Response create(JsonNode body) {
        var template = templates.read(present(body));
        var stored = templates.create(template).orElseThrow(() -> exists(template.templateId()));
        person.did("template.put", "template", template.templateId(), Optional.empty());
        return created(stored);
    }

    @RequestBody(
            required = true,
            content =
                    @Content(
                            schema = @Schema(type = SchemaType.OBJECT, description = TEMPLATE),
                            example = "{\"name\": \"Weekly\", \"segments\": [{\"type\": \"main\"}]}"))
    @Operation(
            operationId = "putTemplate",
            summary = "Store a template",
            description = "Creates or replaces it. With If-Match it only replaces a version whose ETag is named there, "
                    + "with If-None-Match: * it only creates.")
    @APIResponse(
            responseCode = "200",
            description = "Replaced",
            content = @Content(schema = @Schema(type = SchemaType.OBJECT)))
    @APIResponse(
            responseCode = "201",
            description = "Created",
            content = @Content(schema = @Schema(type = SchemaType.OBJECT)))
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
        var condition = DOCUMENTS.condition(ifMatch, ifNoneMatch);
        var template = templates.read(present(body), id);
        var put = templates.put(template, condition).orElseThrow(() -> DOCUMENTS.refused(id, condition));
        person.did("template.put", "template", id, Optional.empty());
        return put.created()
                ? created(put.stored())
                : VersionedDocuments.answer(put).build();
    }

    @Operation(
            operationId = "deleteTemplate",
            summary = "Delete a template",
            description = "With If-Match only a version whose ETag is named there.")
    @APIResponse(responseCode = "204", description = "Deleted")
    @RolesAllowed(Caller.ADMIN)
    @DELETE
    @Path("/{id}")
    public void delete(
            @PathParam("id") String id,
            @HeaderParam(HttpHeaders.IF_MATCH) @Parameter(schema = @Schema(type = SchemaType.STRING))
                    List<String> ifMatch) {
        DOCUMENTS.delete(id, ifMatch, versions -> templates.delete(id, versions), () -> templates
                .find(id)
                .isPresent());
        person.did("template.delete", "template", id, Optional.empty());
    }

    private static Conflict exists(String id) {
        return new Conflict(
                "template-exists", "The id is taken", "there is a template " + id + " already; PUT replaces it");
    }

    private static JsonNode present(JsonNode body) {
        if (body == null) {
            throw new BadRequest("body", "must be a template, was empty");
        }
        return body;
    }

    private static Response created(Versioned<Template> stored) {
        return VersionedDocuments.answer(Response.Status.CREATED, stored)
                .header(
                        HttpHeaders.LOCATION,
                        "/api/templates/" + stored.document().templateId())
                .build();
    }
}
