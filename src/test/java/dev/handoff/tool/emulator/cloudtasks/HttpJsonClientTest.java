package dev.handoff.tool.emulator.cloudtasks;

import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.google.api.gax.rpc.ApiException;
import com.google.api.gax.rpc.StatusCode.Code;
import com.google.cloud.tasks.v2.CloudTasksClient;
import dev.handoff.tool.emulator.Emulator;
import dev.handoff.tool.emulator.Live;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

class HttpJsonClientTest extends ClientContract {

    @Override
    CloudTasksClient client(Emulator emulator) {
        return Live.httpJson(emulator);
    }

    /** This client looks at nothing but the status of the answer, so neither the message nor the exact code gets through. */
    @Override
    void assertRefused(Code code, String message, ThrowingCallable call) {
        assertThatExceptionOfType(ApiException.class)
                .isThrownBy(call)
                .extracting(failure -> failure.getStatusCode().getCode().getHttpStatusCode())
                .isEqualTo(code.getHttpStatusCode());
    }
}
