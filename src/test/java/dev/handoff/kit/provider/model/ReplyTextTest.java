package dev.handoff.kit.provider.model;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReplyTextTest {

    private static final String ANSWER = "{\"note\":\"A <b> {c} </think>\"}";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "%s",
                "\n %s\n",
                "```json\n%s\n```",
                "```\n%s\n```",
                "~~~json\n%s\n~~~",
                "Here is the note:\n%s\nI hope this helps {you}!",
                "<think>maybe {\"note\": 1}</think>\n%s",
                "<think>maybe {\"note\": 1}</think>\n```json\n%s\n```",
                "maybe {\"note\": 1}</think>%s",
                "<THINK>a<think>b</think>{\"note\": 1}</THINK>%s",
                "<thinking>{\"note\": 1}</thinking>%s",
                "[THINK]{\"note\": 1}[/THINK]%s",
                "◁think▷{\"note\": 1}◁/think▷%s",
                "%s<think>Was {\"note\": 1} right?</think>",
                "<think>maybe {\"note\": 1} or not\n\n%s",
                "<think>maybe {\"note\": 1} or not\n\n```json\n%s\n```\n",
                "[%s]"
            })
    void theObjectIsReadOutOfItsWrapping(String wrapping) {
        var plain = ANSWER.replace("</think>", "");
        var text = new ReplyText(wrapping.formatted(plain));

        assertThat(text.objects()).hasToString("[" + plain + "]");
        assertThat(text.isBlank()).isFalse();
    }

    @Test
    void anObjectsTextMayHoldAnything() {
        assertThat(new ReplyText(ANSWER).objects()).hasToString("[" + ANSWER + "]");
    }

    @Test
    void aCommaMayEndAList() {
        assertThat(new ReplyText("{\"note\":\"a\",\"sources\":[\"b\",],}").objects())
                .hasToString("[{\"note\":\"a\",\"sources\":[\"b\"]}]");
    }

    @Test
    void anObjectLedToComesBeforeTheAnswer() {
        assertThat(new ReplyText("First {\"n\":1}, then {\"n\":{\"n\":2}}.").objects())
                .hasToString("[{\"n\":1}, {\"n\":{\"n\":2}}]");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " \n",
                "<think>",
                "<think>maybe {\"note\": 1}, or",
                "<think>maybe {\"note\": 1}</think>\n",
                "{\"note\": 1}</think>"
            })
    void thoughtsAloneAreNoAnswer(String thoughts) {
        assertThat(new ReplyText(thoughts).objects()).isEmpty();
        assertThat(new ReplyText(thoughts).isBlank()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"Sorry!", "[]", "{\"note\": \"", "{{{", "<think>a</think>Sorry!", "{note: 1}"})
    void wordsAreNoObject(String words) {
        assertThat(new ReplyText(words).objects()).isEmpty();
        assertThat(new ReplyText(words).isBlank()).isFalse();
    }
}
