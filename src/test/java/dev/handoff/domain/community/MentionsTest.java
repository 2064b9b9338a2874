package dev.handoff.domain.community;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class MentionsTest {

    @Test
    void everybodyIsFoundOnce() {
        assertThat(Mentions.in("@ann and @bob_2, @ann: look (@eve.w)!")).containsExactly("ann", "bob_2", "eve.w");
    }

    @Test
    void stopsBelongToTheSentence() {
        assertThat(Mentions.in("Ask @ann. Or @bob: he knows. @c")).containsExactly("ann", "bob", "c");
    }

    @Test
    void addressesMentionNobody() {
        assertThat(Mentions.in("jane@example.com, ж@ann, @@eve, @ bob")).isEmpty();
    }

    @Test
    void nobodyIsCalledByHundreds() {
        var crowd = IntStream.range(0, 200).mapToObj(i -> "@u" + i).collect(Collectors.joining(" "));

        assertThat(Mentions.in(crowd)).hasSize(Mentions.MAX);
    }
}
