package dev.handoff.tool.emulator.cloudtasks;

import com.google.protobuf.Message;

/** Fields that a newer client knows and this API doesn't, such as the {@code http_target} of a queue. */
final class UnknownFields {

    private UnknownFields() {}

    /** @throws ApiError if there are any, since leaving out what a caller asked for would be a silent lie */
    static void refuse(Message message) {
        var unknown = message.getUnknownFields().asMap().keySet();
        if (!unknown.isEmpty()) {
            throw ApiError.unimplemented("the fields numbered " + unknown + " of "
                    + message.getDescriptorForType().getFullName());
        }
    }
}
