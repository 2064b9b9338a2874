package dev.handoff.tool.emulator.cloudtasks;

import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.google.api.gax.rpc.ApiException;
import com.google.api.gax.rpc.StatusCode.Code;
import com.google.cloud.tasks.v2.CloudTasksClient;
import dev.handoff.tool.emulator.Emulator;
import dev.handoff.tool.emulator.Live;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

class GrpcClientTest extends ClientContract {

    @Override
    CloudTasksClient client(Emulator emulator) {
        return Live.grpc(emulator);
    }

    @Override
    void assertRefused(Code code, String message, ThrowingCallable call) {
        assertThatExceptionOfType(ApiException.class)
                .isThrownBy(call)
                .withMessageContaining(message)
                .extracting(failure -> failure.getStatusCode().getCode())
                .isEqualTo(code);
    }
}
