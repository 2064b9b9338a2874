package dev.handoff.edge.http;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.handoff.engine.store.GroupStore;
import dev.handoff.engine.submit.Arguments;
import dev.handoff.engine.submit.DedupeKey;
import dev.handoff.engine.submit.Groups;
import dev.handoff.task.GroupId;
import dev.handoff.task.GroupState;
import dev.handoff.task.Invalid;
import dev.handoff.task.OnFailure;
import dev.handoff.task.TaskId;
import io.quarkus.resteasy.reactive.jackson.CustomDeserialization;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.ParameterIn;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirement;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Creates, reads, seals and cancels groups of tasks. */
@Path("/api/groups")
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
@RolesAllowed(Caller.OPERATOR)
@Tag(name = ApiDescription.GROUPS)
@SecurityRequirement(name = Caller.API)
@APIResponse(responseCode = "default", ref = ApiDescription.PROBLEM)
class GroupResource {

    private static final Set<String> PARAMETERS = Set.of("state", "limit", "cursor");

    private final Groups groups;
    private final Arguments arguments;
    private final Person person;

    GroupResource(Groups groups, Arguments arguments, Person person) {
        this.arguments = arguments;
        this.person = person;
        this.groups = groups;
    }

    /** @param duplicate whether an earlier request had the same key */
    @Schema(name = "GroupTicket", description = "What a submitter gets for a group that is stored")
    record Created(
            GroupId groupId,
            GroupState state,
            TaskId completionTask,

            @Schema(nullable = true) @JsonInclude(JsonInclude.Include.NON_DEFAULT)
            boolean duplicate) {

        static Created of(GroupStore.Added group) {
            return new Created(group.id(), group.state(), group.completion(), group.duplicate());
        }
    }

    @APIResponseSchema(value = Created.class, responseCode = "201")
    @RequestBody(
            required = true,
            content =
                    @Content(
                            schema = @Schema(implementation = GroupBody.class),
                            example =
                                    "{\"completion\": {\"type\": \"process-message\", \"input\": {\"text\": \"hello\"}}}"))
    @Operation(
            operationId = "createGroup",
            summary = "Create a group of tasks",
            description =
                    "Members are submitted with its id as their group. Once it is sealed and all of them have ended,"
                            + " the completion task is submitted. With an Idempotency-Key a repeated request finds the"
                            + " earlier group.")
    @POST
    @CustomDeserialization(Strict.class)
    public Response create(GroupBody body, @HeaderParam(RequestKey.IDEMPOTENCY_KEY) String header) {
        if (body == null) {
            throw new BadRequest("body", "must be a group, was empty");
        }
        var key = RequestKey.of(RequestKey.IDEMPOTENCY_KEY, header).map(it -> DedupeKey.ofRequest(it, 0));
        var group = create(body, key);
        return Response.status(Response.Status.CREATED)
                .entity(Created.of(group))
                .header(HttpHeaders.LOCATION, "/api/groups/" + group.id())
                .build();
    }

    private GroupStore.Added create(GroupBody body, Optional<DedupeKey> key) {
        var completion = body.toSubmission(key, arguments);
        try {
            return groups.create(completion, body.onFailure().orElse(OnFailure.COMPLETE));
        } catch (Invalid invalid) {
            throw invalid.within("/input")
                    .moved(pointer -> body.completion().task().place(pointer, arguments))
                    .within(GroupBody.AT);
        }
    }

    record GroupPage(List<GroupView> groups, Optional<String> nextCursor) {}

    @APIResponseSchema(value = GroupPage.class, responseCode = "200")
    @Operation(
            operationId = "listGroups",
            summary = "List groups, newest first",
            description = "GET /api/tasks with a group lists the members of one.")
    @RolesAllowed(Caller.VIEWER)
    @GET
    @Parameter(name = "state", in = ParameterIn.QUERY, schema = @Schema(implementation = GroupState.class))
    @Parameter(ref = ApiDescription.LIMIT)
    @Parameter(ref = ApiDescription.CURSOR)
    public GroupPage list(@Context UriInfo uri) {
        var query = new Query(uri.getQueryParameters(), PARAMETERS);
        var page = groups.list(
                query.oneOf("state", GroupState.values(), GroupState::name),
                Cursor.read(query, 1, parts -> GroupId.parse(parts[0])),
                query.limit());
        var next = Cursor.next(page, query.limit(), group -> List.of(group.id().toString()));
        return new GroupPage(page.stream().map(GroupView::of).toList(), next);
    }

    @APIResponseSchema(value = GroupView.class, responseCode = "200")
    @Operation(operationId = "getGroup", summary = "Read how a group stands")
    @RolesAllowed(Caller.VIEWER)
    @GET
    @Path("/{id}")
    public GroupView get(@PathParam("id") GroupId id) {
        return GroupView.of(groups.find(id));
    }

    @Schema(requiredProperties = "expected")
    record SealBody(
            @Schema(description = "How many members it has", minimum = "0")
            Optional<Integer> expected) {}

    @APIResponseSchema(value = GroupView.class, responseCode = "200")
    @RequestBody(
            required = true,
            content = @Content(schema = @Schema(implementation = SealBody.class), example = "{\"expected\": 0}"))
    @Operation(
            operationId = "sealGroup",
            summary = "Close a group to further members",
            description =
                    "Refused if it has another number of members than expected. To seal it again changes nothing.")
    @POST
    @Path("/{id}/seal")
    @CustomDeserialization(Strict.class)
    public GroupView seal(@PathParam("id") GroupId id, SealBody body) {
        var expected = Optional.ofNullable(body)
                .flatMap(SealBody::expected)
                .orElseThrow(() -> new BadRequest("/expected", "is required: how many members the group has"));
        if (expected < 0) {
            throw new BadRequest("/expected", "must be at least 0, was " + expected);
        }
        return GroupView.of(groups.seal(id, expected));
    }

    /** @param cancelled whether this call has changed anything */
    record CancelledGroup(GroupId groupId, boolean cancelled, GroupState state) {}

    @APIResponseSchema(value = CancelledGroup.class, responseCode = "200")
    @RequestBody(
            content =
                    @Content(
                            schema = @Schema(implementation = ReasonBody.class),
                            example = "{\"reason\": \"no longer needed\"}"))
    @Operation(
            operationId = "cancelGroup",
            summary = "Cancel a group with all its members that have not ended",
            description = "It has no completion task then. cancelled tells whether this call changed anything.")
    @POST
    @Path("/{id}/cancel")
    @CustomDeserialization(Strict.class)
    public CancelledGroup cancel(@PathParam("id") GroupId id, ReasonBody body) {
        boolean changed = groups.cancel(id, ReasonBody.text(body));
        person.did("group.cancel", "group", id, ReasonBody.of(body));
        return new CancelledGroup(id, changed, groups.find(id).state());
    }
}
