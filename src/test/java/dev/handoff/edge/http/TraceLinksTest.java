package dev.handoff.edge.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.handoff.Settings;
import io.quarkus.runtime.configuration.ConfigurationException;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TraceLinksTest {

    private static final String ID = "0af7651916cd43dd8448eb211c80319c";
    private static final Optional<String> CONTEXT = Optional.of("00-" + ID + "-b7ad6b7169203331-01");

    @Test
    void idTakesItsPlaceInTheAddress() {
        var links = links("https://tempo.example.com/trace/{trace_id}?org=1");
        links.check(null);

        assertThat(links.of(CONTEXT))
                .contains(new TraceLinks.Trace(ID, Optional.of("https://tempo.example.com/trace/" + ID + "?org=1")));
    }

    @Test
    void withoutAnAddressThereIsTheIdAlone() {
        var links = links("");
        links.check(null);

        assertThat(links.of(CONTEXT)).contains(new TraceLinks.Trace(ID, Optional.empty()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "00-1-2-01", "javascript:alert(1)"})
    void whatIsNoTraceIsLeftOut(String context) {
        assertThat(links("").of(Optional.of(context))).isEmpty();
        assertThat(links("").of(Optional.empty())).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "javascript:{trace_id}",
                "https://example.com/",
                "example.com/{trace_id}",
                "https://a b/{trace_id}"
            })
    void addressThatLeadsNowhereStopsTheStart(String url) {
        assertThatThrownBy(() -> links(url).check(null))
                .isInstanceOf(ConfigurationException.class)
                .hasMessage("HANDOFF_TRACE_URL must be an http or https address with {trace_id} in it, was " + url);
    }

    private static TraceLinks links(String url) {
        return new TraceLinks(Settings.of(TraceConfig.class, Map.of("HANDOFF_TRACE_URL", url)));
    }
}
