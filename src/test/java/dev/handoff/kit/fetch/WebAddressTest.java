package dev.handoff.kit.fetch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.handoff.task.Invalid;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WebAddressTest {

    private static final List<String> TRUSTED = List.of("localhost:8000", "[::1]:8000", "my_server:8000");

    @Test
    void addressesAreTakenApart() {
        assertThat(parse("https://Images.Example.com/a%20b.png?w=1&h=2#top"))
                .isEqualTo(new WebAddress(true, "images.example.com", 443, "/a%20b.png?w=1&h=2", false));
        assertThat(parse("HTTPS://example.com:443")).isEqualTo(new WebAddress(true, "example.com", 443, "/", false));
        assertThat(parse("https://[2606:4700::1111]/x"))
                .isEqualTo(new WebAddress(true, "2606:4700::1111", 443, "/x", false));
        assertThat(parse("https://1.1.1.1/x").host()).isEqualTo("1.1.1.1");
    }

    @Test
    void ownServersMayBeAskedByPlainHttpAndPort() {
        assertThat(parse("http://localhost:8000/x")).isEqualTo(new WebAddress(false, "localhost", 8000, "/x", true));
        assertThat(parse("http://My_Server:8000/x")).isEqualTo(new WebAddress(false, "my_server", 8000, "/x", true));
        assertThat(parse("http://[::1]:8000/x")).isEqualTo(new WebAddress(false, "::1", 8000, "/x", true));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    http://example.com/x           | must start with https://
                    http://localhost:8001/x        | must start with https://
                    file:///etc/passwd             | must start with https://
                    gopher://example.com/x         | must start with https://
                    example.com/x                  | must start with https://
                    //example.com/x                | must start with https://
                    https:example.com              | names no host
                    https:///x                     | names no host
                    https://exämple.com/x          | names no host
                    https://example.com:8443/x     | must not name a port
                    https://localhost:8001/x       | must not name a port
                    https://example.com:99999/x    | must not name a port
                    https://me:secret@example.com/ | must not hold a user
                    https://@example.com/          | must not hold a user
                    https://2130706433/            | four decimal numbers
                    https://0x7f000001/            | four decimal numbers
                    https://0x7f.1/                | names no host
                    https://127.1/                 | names no host
                    https://0177.0.0.1/            | four decimal numbers
                    https://127.0.0.1./            | names no host
                    https://[fe80::1%25eth0]/      | names no valid host
                    https://exa mple.com/          | no well-formed address
                    https://example.com/<x>        | no well-formed address
                    """)
    void othersAreRefusedWithTheRemedy(String url, String message) {
        assertThatExceptionOfType(Invalid.class)
                .isThrownBy(() -> parse(url))
                .withMessageStartingWith("/url: ")
                .withMessageContaining(message);
    }

    @Test
    void refusalsQuoteNothingThatMayBeSecretOrBreakALine() {
        assertThatExceptionOfType(Invalid.class)
                .isThrownBy(() -> parse("https://me:secret@example.com/\n"))
                .satisfies(refusal -> assertThat(refusal.getMessage()).doesNotContain("secret", "\n"));
        assertThatExceptionOfType(Invalid.class)
                .isThrownBy(() -> parse("https://example.com/" + "x".repeat(2048)))
                .withMessageContaining("at most 2048 are allowed");
    }

    private static WebAddress parse(String url) {
        return WebAddress.parse(url, TRUSTED);
    }
}
