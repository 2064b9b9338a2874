package dev.handoff.tool.emulator.cloudtasks;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.util.JsonFormat;
import io.vertx.core.Handler;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;

/** Sends callers where they want to go: gRPC, the API as JSON, the keys of tokens, or the emulator itself. */
final class FrontDoor implements Handler<HttpServerRequest> {

    private static final JsonFormat.Printer PRINTER = JsonFormat.printer().omittingInsignificantWhitespace();

    private final Handler<HttpServerRequest> grpc;
    private final RestFace rest;
    private final TokenMint mint;
    private final Overview overview;

    FrontDoor(Handler<HttpServerRequest> grpc, RestFace rest, TokenMint mint, Overview overview) {
        this.grpc = grpc;
        this.rest = rest;
        this.mint = mint;
        this.overview = overview;
    }

    @Override
    public void handle(HttpServerRequest request) {
        var type = request.getHeader("Content-Type");
        if (type != null && type.startsWith("application/grpc")) {
            grpc.handle(request);
        } else {
            request.body()
                    .map(body -> json(request, body.toString()))
                    .onSuccess(json -> send(request, 200, json))
                    .onFailure(failure -> refuse(request, ApiError.of(failure)));
        }
    }

    private String json(HttpServerRequest request, String body) {
        var method = method(request);
        return switch (method + " " + request.path()) {
            case "GET /.well-known/openid-configuration" -> mint.discovery().encode();
            case "GET /jwks" -> mint.publicKeys();
            case "GET /emulator" -> overview.state().encodePrettily();
            case "GET /emulator/faults" -> overview.faults().encode();
            case "PUT /emulator/faults" -> overview.inject(object(body)).encode();
            default -> called(new RestCall(method, request.path(), request.params(), body));
        };
    }

    /** Google's client for Java can't send PATCH over HTTP/1.1, and asks for it so. */
    private static String method(HttpServerRequest request) {
        var wanted = request.getHeader("X-HTTP-Method-Override");
        return wanted == null ? request.method().name() : wanted;
    }

    private String called(RestCall call) {
        try {
            return PRINTER.print(rest.answer(call));
        } catch (InvalidProtocolBufferException e) {
            throw new IllegalStateException("the API's own messages can't be printed", e);
        }
    }

    private static JsonObject object(String body) {
        try {
            return new JsonObject(body);
        } catch (DecodeException e) {
            throw ApiError.invalid("The body must be a JSON object. It was " + body);
        }
    }

    /** As Google's APIs tell errors: https://cloud.google.com/apis/design/errors. */
    private static void refuse(HttpServerRequest request, ApiError refused) {
        var body = new JsonObject()
                .put(
                        "error",
                        new JsonObject()
                                .put("code", refused.httpStatus())
                                .put("message", refused.getMessage())
                                .put("status", refused.code().name()));
        send(request, refused.httpStatus(), body.encode());
    }

    private static void send(HttpServerRequest request, int status, String json) {
        request.response()
                .setStatusCode(status)
                .putHeader("Content-Type", "application/json; charset=UTF-8")
                .end(json);
    }
}
