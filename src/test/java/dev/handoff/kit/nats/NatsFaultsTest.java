package dev.handoff.kit.nats;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Settings that can't work are told with their remedy. */
class NatsFaultsTest {

    @ParameterizedTest
    @ValueSource(strings = {"h", "h:4222", "nats://h", "nats://u:p@h:4222, tls://token@i", "tls://[::1]:4222"})
    void addressesOfServers(String url) {
        assertThat(fault(Map.of("NATS_URL", url))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "http://h, NATS_URL has an address that begins with http://",
        "nats://my host, NATS_URL has an address that can't be read",
        "nats://, NATS_URL has an address that can't be read",
        "nats://my_nats, NATS_URL has an address without a host",
        "'h,amqp://h', NATS_URL has an address that begins with amqp://",
    })
    void otherAddressesAreFaultsAndShowNoPassword(String url, String fault) {
        assertThat(fault(Map.of("NATS_URL", url.replace("//", "//me:secret@"))))
                .contains("write it like nats://host:4222")
                .doesNotContain("secret");
        assertThat(fault(Map.of("NATS_URL", url))).startsWith(fault);
    }

    @ParameterizedTest
    @ValueSource(strings = {"connect-timeout", "confirm-timeout", "heartbeat", "longest-pause", "drain-timeout"})
    void timesThatWouldNeverPassOrNeverEndAreFaults(String setting) {
        for (var time : List.of("0s", "-1s")) {
            assertThat(fault(Map.of("NATS_URL", "h", "handoff.nats." + setting, time)))
                    .contains("handoff.nats." + setting + " must be");
        }
    }

    @Test
    void halfALoginIsAFault() {
        assertThat(fault(Map.of("NATS_USER", "me"))).contains("NATS_URL is not; set it");
        assertThat(fault(Map.of("NATS_URL", "h", "NATS_PASSWORD", "x"))).contains("NATS_USER is not");
        assertThat(fault(Map.of("NATS_URL", "h", "NATS_USER", "me", "NATS_TOKEN", "x")))
                .contains("both set");
        assertThat(fault(Map.of())).isEmpty();
    }

    @Test
    void certificatesThatCannotBeReadAreAFault() {
        assertThat(fault(Map.of("NATS_URL", "h", "NATS_CA", "/nowhere/ca.pem")))
                .isEqualTo(
                        "NATS_CA names /nowhere/ca.pem, which can't be read; set it to a PEM file with certificates");
    }

    @Test
    void addressIsShownWithoutTheLogin() {
        assertThat(NatsBrokers.of(Map.of("NATS_URL", "nats://me:p@ss@a:1,b"), event -> {})
                        .address())
                .isEqualTo("nats://a:1,nats://b");
    }

    private static String fault(Map<String, String> variables) {
        return NatsBrokers.of(variables, event -> {}).fault().orElse("");
    }
}
