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
