package dev.handoff.handler.chunk;

import static org.assertj.core.api.Assertions.assertThat;

import dev.handoff.media.Loudness;
import org.junit.jupiter.api.Test;

class MasteringTest {

    private static final ChunkOptions OPTIONS = ChunkOptions.complete(null);

    @Test
    void oneGainReachesTheLoudness() {
        assertThat(Mastering.of(new Loudness(-20.0, -9.0), OPTIONS)).isEqualTo(new Mastering(4, -1.5, false));
        assertThat(Mastering.of(new Loudness(-10.0, -1.0), OPTIONS)).isEqualTo(new Mastering(-6, -1.5, false));
    }

    @Test
    void peaksBeyondTheCeilingAreLimited() {
        assertThat(Mastering.of(new Loudness(-20.0, -3.0), OPTIONS)).isEqualTo(new Mastering(4, -1.5, true));
    }

    @Test
    void silenceAndWhatIsNearlySilentStayQuiet() {
        assertThat(Mastering.of(new Loudness(null, null), OPTIONS)).isEqualTo(new Mastering(0, -1.5, false));
        assertThat(Mastering.of(new Loudness(-69.0, -60.0), OPTIONS)).isEqualTo(new Mastering(30, -1.5, false));
    }

    @Test
    void whatCameOutIsCorrected() {
        var mastering = new Mastering(4, -1.5, true);

        assertThat(mastering.corrected(new Loudness(-16.3, -1.5), OPTIONS)).isEqualTo(mastering);
        assertThat(mastering.corrected(new Loudness(-17.0, -1.0), OPTIONS)).isEqualTo(new Mastering(5, -2, true));
    }

    @Test
    void filtersAreTheSameInEveryLanguage() {
        assertThat(new Mastering(4.5, 0, false).filters(8000)).isEqualTo("volume=4.50dB");
        assertThat(new Mastering(4.5, -6.0206, true).filters(8000)).contains("limit=0.5000", "aresample=8000");
    }
}
