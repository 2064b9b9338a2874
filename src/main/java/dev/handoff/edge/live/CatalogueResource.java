package dev.handoff.edge.live;

import com.fasterxml.jackson.databind.JsonNode;
import dev.handoff.edge.http.ApiDescription;
import dev.handoff.edge.http.Caller;
import dev.handoff.engine.live.Catalogue;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirement;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Lists every event that can be followed. */
@Path("/api/live/catalogue")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
@RolesAllowed(Caller.VIEWER)
@Tag(name = ApiDescription.LIVE)
@SecurityRequirement(name = Caller.API)
@APIResponse(responseCode = "default", ref = ApiDescription.PROBLEM)
class CatalogueResource {

    private final Catalogue catalogue;

    CatalogueResource(Catalogue catalogue) {
        this.catalogue = catalogue;
    }

    @Schema(name = "LiveCatalogue")
    record Page(List<Entry> events) {}

    /** @param types of the tasks that tell it; empty if all do, or groups */
    @Schema(name = "LiveEventKind")
    record Entry(
            String name,
            String description,
            List<String> types,

            @Schema(description = "JSON Schema of the event's data", implementation = Object.class)
            JsonNode dataSchema) {}

    @APIResponseSchema(value = Page.class, responseCode = "200")
    @Operation(operationId = "listLiveEvents", summary = "List the events that can be followed, with their schemas")
    @GET
    public Page list() {
        return new Page(catalogue.all().stream()
                .map(kind -> new Entry(kind.name(), kind.description(), kind.types(), catalogue.schema(kind)))
                .toList());
    }
}
