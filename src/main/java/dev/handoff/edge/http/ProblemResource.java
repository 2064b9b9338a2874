package dev.handoff.edge.http;

import dev.handoff.task.NotFound;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** Explains the types of problems, where their addresses lead. */
@Path("/problems/{name}")
@RunOnVirtualThread
@PermitAll
class ProblemResource {

    /** The page that has them all. */
    static final String PAGE = "/problems.md";

    @Operation(hidden = true)
    @GET
    @Produces(MediaType.TEXT_PLAIN)
    public String explain(@PathParam("name") String name) throws IOException {
        return page().lines()
                .filter(line -> line.startsWith("| `" + name + "` | "))
                .map(line -> line.split(" \\| "))
                .map(cells ->
                        name + ", " + cells[1] + "\n\n" + cells[2] + "\n" + cells[3].replaceFirst(" \\|$", "") + "\n")
                .findFirst()
                .orElseThrow(() -> NotFound.of("problem", "there is no problem of the type /problems/" + name));
    }

    static String page() throws IOException {
        try (var page = ProblemResource.class.getResourceAsStream(PAGE)) {
            return new String(page.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
