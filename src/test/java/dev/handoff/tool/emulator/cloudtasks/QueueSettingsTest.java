package dev.handoff.tool.emulator.cloudtasks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.google.cloud.tasks.v2.Queue;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.UnknownFieldSet;
import com.google.protobuf.util.JsonFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class QueueSettingsTest {

    @Test
    void usualSettingsAreThoseOfTheService() throws InvalidProtocolBufferException {
        var settings = QueueSettings.of(Queue.getDefaultInstance());

        assertThat(JsonFormat.printer().omittingInsignificantWhitespace().print(settings.rates()))
                .isEqualTo("{\"maxDispatchesPerSecond\":500.0,\"maxBurstSize\":100,\"maxConcurrentDispatches\":1000}");
        assertThat(JsonFormat.printer().omittingInsignificantWhitespace().print(settings.retries()))
                .isEqualTo("{\"maxAttempts\":100,\"maxRetryDuration\":\"0s\",\"minBackoff\":\"0.100s\","
                        + "\"maxBackoff\":\"3600s\",\"maxDoublings\":16}");
    }

    @Test
    void greatestSettingsAreTaken() {
        var settings = read("{'rateLimits':{'maxDispatchesPerSecond':500,'maxConcurrentDispatches':5000}}");

        assertThat(settings.rates().getMaxConcurrentDispatches()).isEqualTo(5000);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "{'rateLimits':{'maxDispatchesPerSecond':-1}} | RateLimits.maxDispatchesPerSecond cannot be negative.",
                "{'rateLimits':{'maxDispatchesPerSecond':501}} | must be less than or equal to 500. It was 501.0.",
                "{'rateLimits':{'maxConcurrentDispatches':-1}} | maxConcurrentDispatches cannot be negative.",
                "{'rateLimits':{'maxConcurrentDispatches':5001}} | must be less than or equal to 5000. It was 5001.",
                "{'retryConfig':{'maxAttempts':-2}} | RetryConfig.maxAttempts must be greater or equal to -1.",
                "{'retryConfig':{'maxDoublings':-1}} | RetryConfig.maxDoublings cannot be negative.",
                "{'retryConfig':{'minBackoff':'-1s'}} | RetryConfig.minBackoff cannot be negative.",
                "{'retryConfig':{'maxBackoff':'-1s'}} | RetryConfig.maxBackoff cannot be negative.",
                "{'retryConfig':{'maxRetryDuration':'-1s'}} | RetryConfig.maxRetryDuration cannot be negative.",
                "{'retryConfig':{'minBackoff':'2s','maxBackoff':'1s'}} | less than or equal to RetryConfig.maxBackoff.",
                "{'appEngineRoutingOverride':{'service':'x'}} | the emulator does not have App Engine"
            })
    void impossibleSettingsAreRefused(String json, String message) {
        assertThatExceptionOfType(ApiError.class).isThrownBy(() -> read(json)).withMessageContaining(message);
    }

    @Test
    void whatOnlyNewerClientsKnowIsRefused() {
        var queue = Queue.newBuilder()
                .setUnknownFields(UnknownFieldSet.newBuilder()
                        .addField(
                                13,
                                UnknownFieldSet.Field.newBuilder().addVarint(1).build())
                        .build())
                .build();

        assertThatExceptionOfType(ApiError.class)
                .isThrownBy(() -> QueueSettings.of(queue))
                .withMessage("the emulator does not have the fields numbered [13] of google.cloud.tasks.v2.Queue");
    }

    @Test
    void samplingOfLogsIsKept() {
        assertThat(read("{'stackdriverLoggingConfig':{'samplingRatio':0.5}}").logging())
                .hasValueSatisfying(
                        logging -> assertThat(logging.getSamplingRatio()).isEqualTo(0.5));
    }

    private static QueueSettings read(String json) {
        try {
            var queue = Queue.newBuilder();
            JsonFormat.parser().merge(json.replace('\'', '"'), queue);
            return QueueSettings.of(queue.build());
        } catch (InvalidProtocolBufferException e) {
            throw new IllegalArgumentException(json, e);
        }
    }
}
