package dev.handoff.edge.http;

import io.quarkus.smallrye.openapi.OpenApiFilter;
import io.quarkus.smallrye.openapi.OpenApiFilter.RunStage;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.PathItem;
import org.eclipse.microprofile.openapi.models.parameters.Parameter;
import org.eclipse.microprofile.openapi.models.responses.APIResponse;

/**
 * Says with which statuses each operation refuses, all of them with a problem document. Which they are follows from what an
 * operation takes, and for a few from what they do.
 */
@OpenApiFilter(stages = RunStage.BUILD)
public final class ProblemResponses implements OASFilter {

    private static final List<String> ALWAYS = List.of("401", "403", "500", "503");
    private static final List<String> OF_BODIES = List.of("400", "413", "415", "422");

    private static final Map<String, List<String>> OF_OPERATIONS = Map.ofEntries(
            Map.entry("submitTasks", List.of("404", "409")),
            Map.entry("retryTask", List.of("409")),
            Map.entry("runTask", List.of("409", "429")),
            Map.entry("createGroup", List.of("404")),
            Map.entry("sealGroup", List.of("409")),
            Map.entry("createTemplate", List.of("409")),
            Map.entry("putTemplate", List.of("412")),
            Map.entry("deleteTemplate", List.of("412")),
            Map.entry("putScanRule", List.of("412")),
            Map.entry("deleteScanRule", List.of("412")),
            Map.entry("publishEvents", List.of("404")),
            Map.entry("replayEvents", List.of("404")),
            Map.entry("getFile", List.of("409", "412", "416", "422")),
            Map.entry("headFile", List.of("409", "412", "422")),
            Map.entry("putFile", List.of("409")));

    @Override
    public void filterOpenAPI(OpenAPI api) {
        for (var path : api.getPaths().getPathItems().values()) {
            path.getOperations().values().forEach(operation -> describe(operation, path));
        }
    }

    private static void describe(Operation operation, PathItem path) {
        for (var status : statuses(operation, path)) {
            operation.getResponses().addAPIResponse(status, problem());
        }
    }

    private static Set<String> statuses(Operation operation, PathItem path) {
        var statuses = new LinkedHashSet<>(ALWAYS);
        var parameters = parameters(operation, path);
        if (!parameters.isEmpty()) {
            statuses.add("400");
        }
        if (parameters.stream().anyMatch(it -> it.getIn() == Parameter.In.PATH)) {
            statuses.add("404");
        }
        if (operation.getRequestBody() != null) {
            statuses.addAll(OF_BODIES);
        }
        statuses.addAll(OF_OPERATIONS.getOrDefault(operation.getOperationId(), List.of()));
        return statuses;
    }

    private static List<Parameter> parameters(Operation operation, PathItem path) {
        var own = operation.getParameters();
        var shared = path.getParameters();
        return Stream.of(own, shared)
                .filter(Objects::nonNull)
                .flatMap(List::stream)
                .toList();
    }

    private static APIResponse problem() {
        return OASFactory.createAPIResponse().ref(ApiDescription.PROBLEM);
    }
}
