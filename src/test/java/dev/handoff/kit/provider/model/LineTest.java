package dev.handoff.kit.provider.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.handoff.kit.provider.model.Interview.Unfit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LineTest {

    private static final String FAMILY = "👨‍👩‍👧";

    @Test
    void charactersAreCodePoints() throws Exception {
        assertThat(Line.of(answer(" 🚀🚀🚀 "), "note", 3)).isEqualTo("🚀🚀🚀");
        assertThat(Line.of(answer(FAMILY), "note", 5)).isEqualTo(FAMILY);
        assertThatExceptionOfType(Unfit.class)
                .isThrownBy(() -> Line.of(answer("🚀🚀🚀🚀"), "note", 3))
                .withMessage("note has 4 characters, at most 3 are allowed");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a\nb",
                "a\rb",
                "a\u0000b",
                "a\u001b[31mb",
                "a\u2028b",
                "a\u2029b",
                "a\u202eb",
                "a\u2066b",
                "a\ud800b"
            })
    void breaksAreRefused(String text) {
        assertThatExceptionOfType(Unfit.class)
                .isThrownBy(() -> Line.of(answer(text), "note", 10))
                .withMessage("note holds a line break or another control character");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a\u200bb",
                "a\u200db",
                "a\u200cb",
                "é\u200d\u200dé",
                "\u200d👧",
                "a\u2060b",
                "a\ufeffb",
                "so\u00adft",
                "a\ue000b",
                "a\udb40\udc41b",
                "a\udb40\udd00b",
                "a\ufe0f\ufe0fb",
                "a\u3164b",
                "a\u034fb",
                "a\udbff\udffdb",
                "\ufff9a\ufffa"
            })
    void whatShowsNothingIsRefused(String text) {
        assertThatExceptionOfType(Unfit.class)
                .isThrownBy(() -> Line.of(answer(text), "note", 10))
                .withMessage("note holds a character that shows nothing");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                FAMILY,
                "می\u200cخواهم",
                "क\u094d\u200dष",
                "❤\ufe0f\u200d🔥",
                "1\ufe0f⃣",
                "葛\udb40\udd00",
                "\u200eשלום\u200f!",
                "\u0600١",
                "new\ud83e\udfff"
            })
    void spellingIsTaken(String text) throws Exception {
        assertThat(Line.of(answer(text), "note", 10)).isEqualTo(text);
    }

    @Test
    void nothingIsRefused() {
        for (var nothing : new ObjectNode[] {
            object(), object().put("note", "  "), object().put("note", 7), object().putNull("note")
        }) {
            assertThatExceptionOfType(Unfit.class)
                    .isThrownBy(() -> Line.of(nothing, "note", 10))
                    .withMessage("note is missing or empty");
        }
    }

    private static ObjectNode answer(String note) {
        return object().put("note", note);
    }

    private static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }
}
