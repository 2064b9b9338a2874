package dev.handoff.edge.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.handoff.kit.database.PutCondition;
import dev.handoff.kit.database.PutCondition.Always;
import dev.handoff.kit.database.PutCondition.IfAbsent;
import dev.handoff.kit.database.PutCondition.IfVersion;
import dev.handoff.task.NotFound;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class VersionedDocumentsTest {

    private static final List<String> NONE = List.of();

    private final VersionedDocuments rules = new VersionedDocuments("rule");

    @Test
    void putWithoutConditionAlwaysTakesEffect() {
        assertThat(rules.condition(NONE, NONE)).isEqualTo(new Always());
    }

    @Test
    void putWithIfMatchOnlyReplaces() {
        assertThat(rules.condition(List.of("\"7\", \"9\""), NONE))
                .isEqualTo(new IfVersion(Optional.of(Set.of(7L, 9L))));
        assertThat(rules.condition(List.of("*"), NONE)).isEqualTo(new IfVersion(Optional.empty()));
    }

    @Test
    void putWithIfNoneMatchOnlyCreates() {
        assertThat(rules.condition(NONE, List.of("*"))).isEqualTo(new IfAbsent());
    }

    @Test
    void bothConditionsTogetherAreRefused() {
        assertThatThrownBy(() -> rules.condition(List.of("*"), List.of("*"))).isInstanceOf(BadRequest.class);
        assertThatThrownBy(() -> rules.condition(NONE, List.of("\"7\""))).isInstanceOf(BadRequest.class);
    }

    @Test
    void refusedPutSaysWhatIsThere() {
        PutCondition version = new IfVersion(Optional.of(Set.of(7L)));

        assertThat(rules.refused("a", new IfAbsent()))
                .isInstanceOf(PreconditionFailed.class)
                .hasMessage("there is a rule a");
        assertThat(rules.refused("a", version))
                .isInstanceOf(PreconditionFailed.class)
                .hasMessage("the rule a has another version or is gone; read it again with its ETag");
    }

    @Test
    void deletionIsForTheVersionsThatIfMatchNames() {
        var asked = new ArrayList<Optional<Set<Long>>>();

        rules.delete("a", List.of("\"7\""), asked::add, () -> true);
        rules.delete("a", List.of("*"), asked::add, () -> true);
        rules.delete("a", NONE, asked::add, () -> true);

        assertThat(asked).containsExactly(Optional.of(Set.of(7L)), Optional.empty(), Optional.empty());
    }

    @Test
    void whatIsGoneIsNotFoundAndWhatHasAnotherVersionIsKept() {
        assertThatThrownBy(() -> rules.delete("a", List.of("\"7\""), _ -> false, () -> true))
                .isInstanceOf(PreconditionFailed.class);
        assertThatThrownBy(() -> rules.delete("a", List.of("\"7\""), _ -> false, () -> false))
                .isInstanceOf(NotFound.class);
        assertThatThrownBy(() -> rules.delete("a", NONE, _ -> false, () -> true))
                .isInstanceOf(NotFound.class)
                .hasMessage("no rule a");
        assertThatCode(() -> rules.delete("a", NONE, _ -> true, () -> false)).doesNotThrowAnyException();
    }
}
