package dev.handoff.edge.http.search;

import dev.handoff.domain.search.ItemKind;
import dev.handoff.domain.search.Neighbour;
import dev.handoff.domain.search.Search;
import dev.handoff.edge.http.ApiDescription;
import dev.handoff.edge.http.BadRequest;
import dev.handoff.edge.http.Caller;
import dev.handoff.edge.http.Query;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.ParameterIn;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirement;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Finds messages and atoms by what they mean. */
@Path("/api/search")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
@RolesAllowed(Caller.OPERATOR)
@Tag(name = ApiDescription.SEARCH)
@SecurityRequirement(name = Caller.API)
@APIResponse(responseCode = "default", ref = ApiDescription.PROBLEM)
class SearchResource {

    private static final Set<String> PARAMETERS = Set.of("q", "k", "kind");
    private static final Pattern COUNT = Pattern.compile("[0-9]{1,3}");
    private static final int MAX_RESULTS = 100;
    private static final int USUAL = 10;
    private static final int MAX_QUERY = 2000;

    private final Search search;

    SearchResource(Search search) {
        this.search = search;
    }

    /**
     * An item that lies near.
     *
     * @param heading a message's author, an atom's title
     * @param text the part of it that lies nearest, up to a thousand characters
     */
    @Schema(description = "A message or an atom, and how near it is")
    record Found(
            @Schema(enumeration = {"message", "atom"}) String kind,
            long id,

            @Schema(description = "The cosine between the two meanings, from -1 to 1")
            double score,

            @Schema(description = "A message's author, an atom's title")
            Optional<String> heading,

            @Schema(description = "The part that lies nearest, up to 1000 characters of it")
            String text,

            Instant createdAt) {

        static Found of(Neighbour near) {
            return new Found(
                    near.kind().word(), near.id(), near.score(), near.heading(), near.text(), near.createdAt());
        }
    }

    record SearchResult(List<Found> results) {}

    @Operation(
            operationId = "search",
            summary = "Find messages and atoms by what they mean",
            description = "Nearest first, among those that the provider of HANDOFF_EMBEDDING has embedded.")
    @APIResponseSchema(value = SearchResult.class, responseCode = "200")
    @RolesAllowed(Caller.DATA)
    @GET
    @Parameter(
            name = "q",
            in = ParameterIn.QUERY,
            required = true,
            description = "What is looked for, in any words",
            schema = @Schema(type = SchemaType.STRING, minLength = 1, maxLength = MAX_QUERY))
    @Parameter(
            name = "k",
            in = ParameterIn.QUERY,
            schema = @Schema(implementation = Integer.class, defaultValue = "10", minimum = "1", maximum = "100"))
    @Parameter(
            name = "kind",
            in = ParameterIn.QUERY,
            schema =
                    @Schema(
                            type = SchemaType.STRING,
                            enumeration = {"message", "atom"}))
    public SearchResult find(@Context UriInfo uri) throws InterruptedException {
        var query = new Query(uri.getQueryParameters(), PARAMETERS);
        var kind = query.oneOf("kind", ItemKind.values(), ItemKind::word);
        return new SearchResult(search.find(words(query), kind, count(query)).stream()
                .map(Found::of)
                .toList());
    }

    private static String words(Query query) {
        var words = query.value("q").orElse("");
        if (words.isBlank()) {
            throw new BadRequest("q", "is required: what is looked for, in any words");
        }
        if (words.length() > MAX_QUERY) {
            throw new BadRequest("q", "must have at most " + MAX_QUERY + " characters, had " + words.length());
        }
        return words;
    }

    private static int count(Query query) {
        return query.value("k")
                .map(text -> {
                    int count = COUNT.matcher(text).matches() ? Integer.parseInt(text) : 0;
                    if (count < 1 || count > MAX_RESULTS) {
                        throw new BadRequest("k", "must be a whole number from 1 to " + MAX_RESULTS, text);
                    }
                    return count;
                })
                .orElse(USUAL);
    }
}
