package dev.handoff.tool.emulator.cloudtasks;

import com.google.protobuf.FieldMask;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import com.google.protobuf.util.FieldMaskUtil;
import com.google.protobuf.util.JsonFormat;
import io.vertx.core.MultiMap;

/** One request over HTTP. */
record RestCall(String method, String path, MultiMap query, String content) {

    /** Empty if it is not given. */
    String text(String parameter) {
        var value = query.get(parameter);
        return value == null ? "" : value;
    }

    int number(String parameter) {
        var value = text(parameter);
        try {
            return value.isEmpty() ? 0 : Integer.parseInt(value);
        } catch (NumberFormatException e) {
            throw ApiError.invalid(parameter + " must be a number. It was " + value + ".");
        }
    }

    /** Names of fields with commas between; Google's Java client puts them in quotes. */
    FieldMask mask(String parameter) {
        return FieldMaskUtil.fromJsonString(text(parameter).replace("\"", ""));
    }

    /** @return what was given, filled from the body */
    <B extends Message.Builder> B body(B builder) {
        try {
            JsonFormat.parser().merge(content.isBlank() ? "{}" : content, builder);
            return builder;
        } catch (InvalidProtocolBufferException e) {
            if (e.getMessage().startsWith("Cannot find field: httpTarget ")) {
                throw ApiError.unimplemented("targets of queues: httpTarget can't be set");
            }
            throw ApiError.invalid("Invalid JSON payload received. " + e.getMessage());
        }
    }
}
