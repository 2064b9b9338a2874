package dev.handoff.domain.monitoring.rule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import dev.handoff.event.Scans.Message;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LinksTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://evil.example/free",
                "[Free nitro](https://evil.example)",
                "[Free nitro](https://evil.example) now",
                "(https://evil.example)",
                "（https://evil.example）",
                "【https://evil.example】",
                "{https://evil.example}",
                "[https://evil.example]",
                "[https://evil.example](https://good.example)",
                "<https://evil.example>",
                "**https://evil.example**",
                "||https://evil.example||",
                "~~https://evil.example~~",
                "~~https://evil.example:8080~~",
                "`https://evil.example`",
                "__https://evil.example__",
                "_https://evil.example_",
                "_https://evil.example/free_",
                "https://evil.example, hurry",
                "https://evil.example,hurry",
                "https://evil.example; hurry",
                "see https://evil.example!",
                "https://evil.example?",
                "https://evil.example:",
                "https://evil.example:now",
                "https://evil.example.",
                "https://evil.example...",
                "https://evil.example...more",
                "https://evil.example…",
                "https://evil.example。",
                "https://evil.example。次は",
                "https://evil.exampleをクリック",
                "https://evil.example،",
                "https://evil.example؛",
                "https://evil.example؟",
                "https://evil.example।",
                "https://evil.example–cheap",
                "https://evil.example—cheap",
                "https://evil.example-",
                "https://evil.example|now",
                "https://evil.example&now",
                "https://evil.example%",
                "https://evil.example$",
                "https://evil.example→",
                "https://evil.example🔥🔥",
                "“https://evil.example”",
                "‘https://evil.example’s",
                "«https://evil.example»",
                "「https://evil.example」",
                "'https://evil.example'",
                "\"https://evil.example\"",
                "https://user:pw@evil.example)",
                "https://user:p)w@evil.example/",
                "https://user:pw@evil.example:8080, hurry",
                "https://evil.example:8080,me@good.example",
                "https://evil.example)@everyone",
                "https:evil.example/free",
                "https:/evil.example/free",
                "https:\\evil.example\\free",
                "https:\\\\\\\\evil.example",
                "HTTPS://EVIL.EXAMPLE)",
                "xhttps://evil.example",
                "_https://evil.example/free",
                "今https://evil.example今",
                "😀https://evil.example/",
                "ht\u200btps://ev\u200bil.example!",
                "ht\u200dtps://ev\u200cil.example!",
                "ｈｔｔｐｓ：／／ｅｖｉｌ．ｅｘａｍｐｌｅ！",
                "https://evil。example/",
                "https://win!now.evil.example/",
                "[a](https://good.example/x)[b](https://evil.example/y)",
                "https://good.example,https://evil.example",
                "https://good.example/a|https://evil.example/b",
                "https://... https://%zz/ https://[::x]/ https://evil.example",
                "https://https://evil.example"
            })
    void linkIsFoundAsAReaderSeesIt(String text) {
        var message = FoldedMessage.of(new Message("m", "ann", text, null), Duration.ofSeconds(20));

        assertThat(message.hosts()).as(text).anyMatch(LinksTest::isEvil);
        assertThat(message.errors()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "evil.example",
                "https: evil.example",
                "https evil.example",
                "https://good.example/evil.example",
                "https://good.example?evil.example",
                "https://good.example#evil.example",
                "https://good.example/?to=https://evil.example/",
                "https://good.example/web/2020/https://evil.example/",
                "https://evil.example@good.example/",
                "https://evil.example:pw@good.example/",
                "https://evil.example:443@good.example/",
                "https://evil.example.org/",
                "https://notevil.example/",
                "https://evil.exampleö.org/",
                "https://evil.example-x.org/",
                "https://evil.example_x.org/",
                "https://evil .example/",
                "https://evil[.]example/",
                "https://",
                "https://..."
            })
    void whatLeadsElsewhereIsNotFound(String text) {
        assertThat(FoldedMessage.of(new Message("m", "ann", text, null), Duration.ofSeconds(20))
                        .hosts())
                .as(text)
                .noneMatch(LinksTest::isEvil);
    }

    @ParameterizedTest
    @ValueSource(strings = {"https:@", "https:", "https:a@", "https://a,", "https:a:@", "https:%a."})
    void manyLinksTakeLittleTime(String part) {
        var text = part.repeat(4000 / part.length());

        assertTimeoutPreemptively(Duration.ofSeconds(5), () -> Links.hosts(text));
    }

    private static boolean isEvil(String host) {
        return Hosts.isWithin(host, "evil.example");
    }

    @Test
    void punctuationAroundAGivenLinkIsNoPartOfIt() {
        var message = FoldedMessage.of(
                new Message("m", "ann", "", List.of("<https://evil.example>", "https://evil.example…")),
                Duration.ofSeconds(20));

        assertThat(message.hosts()).contains("evil.example");
        assertThat(message.errors()).isEmpty();
    }
}
