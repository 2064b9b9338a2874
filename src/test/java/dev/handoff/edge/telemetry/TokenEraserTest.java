package dev.handoff.edge.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.sdk.trace.ReadableSpan;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TokenEraserTest {

    @ParameterizedTest
    @CsvSource({
        "token=eyJ.a.b, token=…",
        "task=1&token=eyJ.a.b&type=a, task=1&token=…&type=a",
        "t%6Fken=eyJ.a.b, t%6Fken=…",
        "access_token=eyJ, access_token=…",
        "code=a-b_c&state=dead, code=…&state=dead",
        "task=token, task=token",
        "limit=3, limit=3"
    })
    void tokenIsErased(String query, String left) {
        try (var provider =
                SdkTracerProvider.builder().addSpanProcessor(new TokenEraser()).build()) {
            var span = provider.get("test")
                    .spanBuilder("GET /api/live/events")
                    .setAttribute("url.query", query)
                    .setAttribute("url.full", "http://a/b?" + query)
                    .startSpan();

            var attributes = ((ReadableSpan) span).toSpanData().getAttributes();
            assertThat(attributes.get(AttributeKey.stringKey("url.query"))).isEqualTo(left);
            assertThat(attributes.get(AttributeKey.stringKey("url.full"))).isEqualTo("http://a/b?" + left);
        }
    }
}
