package dev.handoff.edge.http.search;

import com.fasterxml.jackson.databind.JsonNode;
import dev.handoff.domain.search.AtomItem;
import dev.handoff.domain.search.ItemKind;
import dev.handoff.domain.search.Items;
import dev.handoff.domain.search.MessageItem;
import dev.handoff.edge.http.ApiDescription;
import dev.handoff.edge.http.BadRequest;
import dev.handoff.edge.http.Caller;
import dev.handoff.task.Invalid;
import dev.handoff.task.Violation;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirement;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Takes in messages and atoms. */
@Path("/api")
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
@RolesAllowed(Caller.OPERATOR)
@Tag(name = ApiDescription.SEARCH)
@SecurityRequirement(name = Caller.API)
@APIResponse(responseCode = "default", ref = ApiDescription.PROBLEM)
class ItemResource {

    private static final int MAX_ITEMS = 1000;
    private static final String EACH =
            "Each by itself: one that breaks a rule is told in errors and keeps no other one "
                    + "out. An item that is there already is replaced; sent again, it is unchanged.";

    private final Items items;

    ItemResource(Items items) {
        this.items = items;
    }

    @RequestBody(
            required = true,
            content =
                    @Content(
                            schema = @Schema(oneOf = {MessageItem.class, MessageItem[].class}),
                            example = "[{\"id\": 1, \"author\": \"ann\", \"content\": \"Hello\"}]"))
    @Operation(
            operationId = "storeMessages",
            summary = "Store one message, or up to 1000 in an array",
            description = EACH)
    @APIResponseSchema(value = Items.Stored.class, responseCode = "200")
    @POST
    @Path("/messages")
    public Items.Stored messages(JsonNode body) {
        return store(ItemKind.MESSAGE, body);
    }

    @RequestBody(
            required = true,
            content =
                    @Content(
                            schema = @Schema(oneOf = {AtomItem.class, AtomItem[].class}),
                            example = "[{\"id\": 1, \"title\": \"Limits\", \"content\": \"Ten.\"}]"))
    @Operation(operationId = "storeAtoms", summary = "Store one atom, or up to 1000 in an array", description = EACH)
    @APIResponseSchema(value = Items.Stored.class, responseCode = "200")
    @POST
    @Path("/atoms")
    public Items.Stored atoms(JsonNode body) {
        return store(ItemKind.ATOM, body);
    }

    private Items.Stored store(ItemKind kind, JsonNode body) {
        if (body == null || body.isMissingNode()) {
            throw new BadRequest("body", "must be an object or an array of them, was empty");
        }
        var bodies = new ArrayList<JsonNode>();
        (body.isArray() ? body : List.of(body)).forEach(bodies::add);
        if (bodies.isEmpty() || bodies.size() > MAX_ITEMS) {
            throw new BadRequest("body", "must have 1 to " + MAX_ITEMS + " items, had " + bodies.size());
        }
        var stored = items.store(kind, bodies);
        if (!body.isArray() && stored.failed() > 0) {
            throw invalid(stored.errors());
        }
        return stored;
    }

    private static Invalid invalid(List<Items.Fault> faults) {
        var first = faults.getFirst();
        return new Invalid(
                "item",
                first.field() + ": " + first.detail(),
                faults.stream()
                        .map(it -> new Violation(it.field(), it.detail()))
                        .toList());
    }
}
