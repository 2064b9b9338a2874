package dev.handoff.domain.monitoring.rule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.handoff.domain.monitoring.rule.Rule.Kind;
import dev.handoff.event.Scans.Message;
import dev.handoff.task.Invalid;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HostsTest {

    @ParameterizedTest
    @CsvSource({
        "203.0.113.7, http://203.0.113.7/",
        "203.0.113.7, http://203.0.113.7./",
        "203.0.113.7, http://3405803783/x",
        "203.0.113.7, http://0xCB007107/",
        "203.0.113.7, http://0XcB.0.0x71.7/",
        "203.0.113.7, http://0313.0.0161.7/",
        "203.0.113.7, http://203.0.28935/",
        "203.0.113.7, http://203.28935/",
        "203.0.113.7, http://203.0.113.7:8080/",
        "203.0.113.7, (http://203.0.113.7)",
        "203.0.113.7, http://３４０５８０３７８３/",
        "203.0.113.7, http://%32%30%33.0.113.7/",
        "203.0.113.7, http://[::ffff:203.0.113.7]/",
        "3405803783, http://203.0.113.7/",
        "0xcb007107, http://203.0.113.7/",
        "http://203.0.113.7/x, http://203.0.113.7/",
        "[2001:db8::1], http://[2001:DB8:0::1]/",
        "[2001:db8::1], http://[2001:0db8:0000:0000:0000:0000:0000:0001]:8080/",
        "[2001:db8::1]:443, http://[2001:db8:0:0::0.0.0.1]/",
        "2001:db8::1, http://[2001:db8::1]/",
        "2001:DB8:0:0:0:0:0:1, see http://[2001:db8::1])",
        "::1, http://[0:0:0:0:0:0:0:1]/",
        "0.0.0.0, http://0x/",
        "127.0.0.1, http://127.1/"
    })
    void addressIsTheSameInAllItsSpellings(String entry, String text) {
        assertThat(isFlagged(entry, text)).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "203.0.113.7, http://203.0.113.70/",
        "203.0.113.7, http://1.203.0.113.7/",
        "203.0.113.7, http://203.0.113.7.example/",
        "203.0.113.7, http://4294967296/",
        "203.0.113.7, http://203.0.113.08/",
        "113.7, http://203.0.113.7/",
        "2001:db8::1, http://2001:db8::1/",
        "2001:db8::1, http://[2001:db8::10]/",
        "2001:db8::1, http://[2001:db8::1%25eth0]/"
    })
    void otherAddressIsNot(String entry, String text) {
        assertThat(isFlagged(entry, text)).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "xn--strae-oqa.example, https://straße.example/",
        "straße.example, https://xn--strae-oqa.example/",
        "STRAẞE.example, https://straße.example/",
        "xn--fa-hia.de, https://faß.de",
        "xn--nxasmm1c.com, https://βόλος.com",
        "bücher.example, https://xn--bcher-kva.example",
        "XN--BCHER-KVA.example, https://BÜCHER.example/x",
        "bücher.example, https://bu\u0308cher.example",
        "xn--r8jz45g.xn--zckzah, https://例え。テスト/",
        "xn--mgba3gch31f060k.com, https://نامه\u200cای.com/",
        "xn--hxajbheg2az3al.xn--jxalpdlp, https://παράδειγμα.δοκιμή/",
        "xn--e1afmkfd.xn--80akhbyknj4f, https://ПРИМЕР.ИСПЫТАНИЕ/",
        "xn--i-7iq.ws, https://i❤.ws/",
        "xn--i-7iq.ws, https://i❤️.ws/",
        "bad_host.example, https://bad_host.example/",
        "bad.example, https://ba\u200dd.example/",
        "col·laborador.cat, https://xn--collaborador-sua.cat/"
    })
    void nameBeyondAsciiIsReadAsBrowsersDo(String entry, String text) {
        assertThat(isFlagged(entry, text)).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "strasse.example, https://straße.example/",
        "نامهای.com, https://نامه\u200cای.com/",
        "fass.de, https://faß.de/",
        "βολοσ.com, https://βολος.com"
    })
    void lettersThatBrowsersKeepAreNotExchanged(String entry, String text) {
        assertThat(isFlagged(entry, text)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "https://",
                "a..b",
                ".a",
                "/path",
                "*.evil.example",
                "evil example",
                "evil.example, bad.example",
                "256.256.256.256",
                "evil.1",
                "[2001:db8::1",
                "2001:db8:::1",
                "[evil.example]",
                "evil|bad",
                "https://%zz/",
                "an-entry-whose-only-part-has-more-characters-than-the-sixty-three-of-dns"
            })
    void entryThatNoLinkCanLeadToIsRefused(String entry) {
        assertThatExceptionOfType(Invalid.class).isThrownBy(() -> isFlagged(entry, "x"));
    }

    @Test
    void storedEntryThatWouldBeRefusedTodayMatchesNothing() {
        var rules = Ruleset.ofStored(
                List.of(new Rule("r", Kind.HOSTS, List.of("*.evil.example", "bad.example"))), new Ruleset(List.of()));

        var flags = rules.examine(
                        new Message("m", "ann", "https://bad.example https://a.evil.example", null),
                        Duration.ofSeconds(20))
                .flags();

        assertThat(flags).extracting(Flag::entry).containsExactly(Optional.of("bad.example"));
    }

    private static boolean isFlagged(String entry, String text) {
        return !new Ruleset(List.of(new Rule("r", Kind.HOSTS, List.of(entry))))
                .examine(new Message("m", "ann", text, null), Duration.ofSeconds(20))
                .flags()
                .isEmpty();
    }
}
