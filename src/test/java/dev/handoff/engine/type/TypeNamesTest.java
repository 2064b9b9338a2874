package dev.handoff.engine.type;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.handoff.task.TaskType;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TypeNamesTest {

    private static final TaskType<?, ?> SCAN = type("batch-scan").aliases("content:batch_scan", "scan.all");

    private static TaskType<?, ?> type(String name) {
        return TaskType.of(name, Object.class, Object.class);
    }

    @ParameterizedTest
    @CsvSource({
        "batch-scan, batch-scan",
        "batch_scan, batch-scan",
        "content:batch_scan, batch-scan",
        "scan.all, batch-scan",
        "Batch-scan, Batch-scan",
        "content:other, content:other",
    })
    void everyNameLeadsToTheTypesOwn(String text, String own) {
        assertThat(TypeNames.of(List.of(SCAN)).own(text)).isEqualTo(own);
    }

    @ParameterizedTest
    @ValueSource(strings = {"batch-scan", "batch_scan", "content:batch_scan"})
    void nameOfTwoTypesIsRefused(String alias) {
        assertThatThrownBy(() -> TypeNames.of(List.of(SCAN, type("other").aliases(alias))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("are called")
                .hasMessageContaining(alias);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "1st", "a b", "a/b", "ä"})
    void aliasThatWouldNotPassAsANameIsRefused(String alias) {
        assertThatThrownBy(() -> type("other").aliases(alias)).hasMessageContaining("an alias of other must match");
    }

    @Test
    void aliasMayHaveAHundredCharacters() {
        var longest = "a".repeat(100);

        assertThat(type("other").aliases(longest).aliases()).containsExactly(longest);
        assertThatThrownBy(() -> type("other").aliases(longest + "a")).isInstanceOf(IllegalArgumentException.class);
    }
}
