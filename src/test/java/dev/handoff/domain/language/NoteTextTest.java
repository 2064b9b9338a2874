package dev.handoff.domain.language;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.handoff.kit.provider.model.Interview.Unfit;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NoteTextTest {

    private static final List<String> LINKS = List.of("https://nasa.gov/moon", "https://www.example.org/a?b=c#d");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Visit https://evil.example/pay now.",
                "Visit HTTPS://EVIL.EXAMPLE",
                "See https://nasa.gov/moon/../evil",
                "See https://nasa.gov.evil.example/moon",
                "See https://nasa.gov/moon, https://evil.example",
                "See ｈｔｔｐｓ：／／evil．example",
                "See http:\\\\evil.example",
                "ftp://evil.example",
                "Go to www.evil.example",
                "Go to evil.example!",
                "Go to evil.com.",
                "Go to EVIL.COM.",
                "Go to sub.evil.co.uk",
                "Go to evil.museum/pay",
                "Go to evil.zz:8080/pay",
                "Go to xn--80ak6aa92e.com",
                "Go to 203.0.113.7/pay",
                "Write to me@evil.example",
                "mailto:me@evil.museum",
                "javascript:alert(1)",
                "data:text/html,hello"
            })
    void otherAddressesAreRefused(String note) {
        assertThatExceptionOfType(Unfit.class)
                .isThrownBy(() -> NoteText.check(note, LINKS))
                .withMessageStartingWith("note holds the address ")
                .withMessageEndingWith(", which is not among the links");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<script>alert(1)</script>",
                "An <img src=x onerror=y",
                "A </b> b",
                "A <!-- b -->",
                "&lt;script&gt;",
                "&#60;b",
                "&#x3C;b",
                "[here](/pay)",
                "[here][1]",
                "![image](x)",
                "[1]: /pay",
                "[url=/pay]here[/url]",
                "＜script＞",
                "run `rm`"
            })
    void markupIsRefused(String note) {
        assertThatExceptionOfType(Unfit.class)
                .isThrownBy(() -> NoteText.check(note, LINKS))
                .withMessage("note holds markup, plain text is allowed alone");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "It is rock, not cheese.",
                "See https://nasa.gov/moon.",
                "See (https://nasa.gov/moon/) and https://www.example.org/a?b=c#d",
                "NASA says so at nasa.gov, and www.example.org too.",
                "In the U.S., e.g. at 3.5 % (z. B. 1.000.000), a.m. or p.m.",
                "Node.js isn't a browser.",
                "No.It is not so.",
                "1 < 2, 2 > 1, AT&T, R&D; \"quotes\" [sic] (really)",
                "Der Mond besteht aus Gestein.Nicht aus Käse.",
                "At 12:30, Re: the claim: none; version 1.2.3",
                "#moon @nasa 50% 1/2"
            })
    void plainWordsAreTaken(String note) {
        assertThatCode(() -> NoteText.check(note, LINKS)).doesNotThrowAnyException();
    }
}
