package dev.handoff.edge.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class VersionTagsTest {

    @Test
    void absentHeaderAsksForNothing() {
        assertThat(VersionTags.ifMatch(List.of())).isEmpty();
    }

    @Test
    void starIsAnyVersion() {
        var tags = VersionTags.ifMatch(List.of(" * ")).orElseThrow();

        assertThat(tags.include(7)).isTrue();
        assertThat(tags.wanted()).isEmpty();
    }

    @Test
    void tagsAreTheirVersions() {
        var tags =
                VersionTags.ifMatch(List.of("\"7\", \"8\" ,\"a,b\"", "\"9\"")).orElseThrow();

        assertThat(tags.wanted()).isEqualTo(Optional.of(Set.of(7L, 8L, 9L)));
        assertThat(tags.include(6)).isFalse();
    }

    @Test
    void weakTagsCountWhereAnAnswerIsSpared() {
        var values = List.of("W/\"7\", \"8\"");

        assertThat(VersionTags.ifNoneMatch(values).orElseThrow().versions()).containsExactlyInAnyOrder(7L, 8L);
        assertThat(VersionTags.ifMatch(values).orElseThrow().versions()).containsExactly(8L);
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"0\"", "\"07\"", "\"-1\"", "\"\"", "\"99999999999999999999\"", "\"x\"", "\"*\""})
    void otherTagsAreOfNoVersion(String tag) {
        assertThat(VersionTags.ifMatch(List.of(tag)).orElseThrow().wanted()).isEqualTo(Optional.of(Set.of()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"7", "\"7", "\"7\",", "\"7\" \"8\"", "*, \"7\"", "", ",", "w/\"7\"", "\"7\";q=1", "'7'"})
    void malformedHeaderIsRefused(String value) {
        assertThatThrownBy(() -> VersionTags.ifMatch(List.of(value)))
                .isInstanceOf(BadRequest.class)
                .hasMessageContaining(VersionTags.FORM);
    }

    @Test
    void longHeaderIsReadInNoTime() {
        var endless = "\"7\"," + " ".repeat(50_000) + "x";

        assertTimeoutPreemptively(
                Duration.ofSeconds(1), () -> assertThatThrownBy(() -> VersionTags.ifMatch(List.of(endless)))
                        .isInstanceOf(BadRequest.class));
    }
}
