package dev.handoff.edge.http.file;

import dev.handoff.edge.http.ApiDescription;
import dev.handoff.edge.http.BadRequest;
import dev.handoff.edge.http.Caller;
import dev.handoff.edge.http.PreconditionFailed;
import dev.handoff.edge.http.RangeUnsatisfiable;
import dev.handoff.kit.storage.FileName;
import dev.handoff.kit.storage.Storage;
import dev.handoff.kit.storage.StorageUnavailable;
import dev.handoff.kit.storage.StoredFile;
import dev.handoff.task.Conflict;
import dev.handoff.task.Invalid;
import dev.handoff.task.TaskFailure;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HEAD;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.EntityTag;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.Response.ResponseBuilder;
import jakarta.ws.rs.core.StreamingOutput;
import jakarta.ws.rs.core.UriBuilder;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.util.Date;
import java.util.Optional;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.headers.Header;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirement;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Brings files in and out. */
@Path("/api/files/{name: .+}")
@RunOnVirtualThread
@RolesAllowed(Caller.OPERATOR)
@Tag(name = ApiDescription.FILES)
@SecurityRequirement(name = Caller.API)
@APIResponse(responseCode = "default", ref = ApiDescription.PROBLEM)
class FileResource {

    private static final String RANGE = "Range";
    private static final String IF_RANGE = "If-Range";

    private final Storage storage;

    FileResource(Storage storage) {
        this.storage = storage;
    }

    /** @param size in bytes */
    @Schema(description = "A file that tasks can name")
    record FileView(String filename, long size) {}

    @Operation(
            operationId = "getFile",
            summary = "Fetch a file",
            description = "The name is one that tasks use, such as output/transcripts/1.txt or gs://bucket/object. "
                    + "Answers 304 and 412 by the preconditions of RFC 9110.")
    @APIResponse(
            responseCode = "200",
            description = "The whole file",
            content = @Content(mediaType = "*/*", schema = @Schema(type = SchemaType.STRING, format = "binary")))
    @APIResponse(
            responseCode = "206",
            description = "The range that was asked for",
            content = @Content(mediaType = "*/*", schema = @Schema(type = SchemaType.STRING, format = "binary")))
    @APIResponse(responseCode = "304", description = "The caller has it already")
    @RolesAllowed(Caller.DATA)
    @GET
    public Response get(
            @PathParam("name") String path,
            @HeaderParam(RANGE) String range,
            @HeaderParam(IF_RANGE) String ifRange,
            @Context Request request) {
        return asking(path, name -> {
            var file = OpenFile.of(storage, name);
            try {
                var unneeded = unneeded(request, file.facts());
                if (unneeded.isPresent()) {
                    file.close();
                    return unneeded.get();
                }
                return part(name, file, isCurrent(ifRange, file.facts()) ? range : null);
            } catch (IOException | RuntimeException e) {
                file.close();
                throw e;
            }
        });
    }

    @Operation(operationId = "headFile", summary = "Look at a file without fetching it")
    @APIResponse(
            responseCode = "200",
            description = "It is there",
            headers = {
                @Header(name = HttpHeaders.CONTENT_LENGTH, schema = @Schema(type = SchemaType.INTEGER)),
                @Header(name = HttpHeaders.ETAG, schema = @Schema(type = SchemaType.STRING))
            })
    @RolesAllowed(Caller.DATA)
    @HEAD
    public Response head(@PathParam("name") String path, @Context Request request) {
        return asking(path, name -> {
            var facts = OpenFile.find(storage, name);
            return unneeded(request, facts).orElseGet(() -> described(Response.ok(), name, facts)
                    .header(HttpHeaders.CONTENT_LENGTH, facts.bytes())
                    .build());
        });
    }

    @Operation(
            operationId = "putFile",
            summary = "Bring in a file",
            description = "Makes or replaces it at once, whole; sent again, it is the same. handoff.storage.max-size "
                    + "limits its size.")
    @RequestBody(
            required = true,
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_OCTET_STREAM,
                            schema = @Schema(type = SchemaType.STRING, format = "binary")))
    @APIResponse(
            responseCode = "200",
            description = "Replaced",
            content = @Content(schema = @Schema(implementation = FileView.class)))
    @APIResponse(
            responseCode = "201",
            description = "Created",
            content = @Content(schema = @Schema(implementation = FileView.class)))
    @PUT
    @Consumes(MediaType.WILDCARD)
    @Produces(MediaType.APPLICATION_JSON)
    public Response put(@PathParam("name") String path, @Context HttpHeaders headers, InputStream body)
            throws IOException {
        Stream.of(HttpHeaders.IF_MATCH, HttpHeaders.IF_NONE_MATCH, HttpHeaders.IF_UNMODIFIED_SINCE, "Content-Range")
                .filter(header -> headers.getHeaderString(header) != null)
                .findFirst()
                .ifPresent(header -> {
                    throw new BadRequest(header, "is not understood where a file is put; leave it out");
                });
        var name = name(path);
        try (var upload = Upload.of(body)) {
            return asking(path, there -> {
                boolean created = !storage.exists(name);
                storage.put(upload.file(), name);
                return described(
                                created
                                        ? Response.created(UriBuilder.fromPath("/api/files/{name}")
                                                .resolveTemplate("name", name, false)
                                                .build())
                                        : Response.ok(),
                                name,
                                OpenFile.find(storage, name))
                        .type(MediaType.APPLICATION_JSON)
                        .entity(new FileView(name.toString(), Files.size(upload.file())))
                        .build();
            });
        }
    }

    private interface Work {
        Response with(FileName name) throws TaskFailure, IOException;
    }

    private Response asking(String path, Work work) {
        try {
            return work.with(name(path));
        } catch (TaskFailure e) {
            throw new Conflict("file-refused", "The file can't be used", e.getMessage());
        } catch (IOException e) {
            throw new StorageUnavailable(e);
        }
    }

    /** Some clients and proxies make one slash of two. */
    private FileName name(String path) {
        try {
            return storage.check(path.replaceFirst("^gs:/(?!/)", FileName.SCHEME));
        } catch (Invalid e) {
            throw Invalid.of("filename", "name", e.violations().getFirst().message());
        }
    }

    /** The answer to a request whose preconditions make sending the file needless. */
    private static Optional<Response> unneeded(Request request, StoredFile facts) {
        var answer = Optional.ofNullable(request.evaluatePreconditions(Date.from(facts.changed()), tag(facts)))
                .map(ResponseBuilder::build);
        if (answer.isPresent() && answer.get().getStatus() == 412) {
            throw new PreconditionFailed(
                    "the file's ETag is \"" + facts.version() + "\", and it was changed at " + facts.changed());
        }
        return answer;
    }

    private static boolean isCurrent(String ifRange, StoredFile facts) {
        return ifRange == null || ifRange.strip().equals("\"" + facts.version() + "\"");
    }

    private static Response part(FileName name, OpenFile file, String range) throws IOException {
        long size = file.size();
        var part = ByteRange.of(range, size);
        if (part.isPresent() && !part.get().isSatisfiable()) {
            throw new RangeUnsatisfiable(part.get().contentRange(size));
        }
        var whole = new ByteRange(0, size);
        var sent = part.orElse(whole);
        StreamingOutput bytes = out -> {
            try (file) {
                file.write(sent.from(), sent.length(), out);
            }
        };
        var answer = described(Response.status(part.isPresent() ? 206 : 200), name, file.facts())
                .header(HttpHeaders.CONTENT_LENGTH, sent.length())
                .entity(bytes);
        part.ifPresent(it -> answer.header("Content-Range", it.contentRange(size)));
        return answer.build();
    }

    private static ResponseBuilder described(ResponseBuilder answer, FileName name, StoredFile facts) {
        return answer.type(ContentType.of(name.toString()))
                .tag(tag(facts))
                .lastModified(Date.from(facts.changed()))
                .header("Accept-Ranges", "bytes");
    }

    private static EntityTag tag(StoredFile facts) {
        return new EntityTag(facts.version());
    }
}
