package dev.handoff.kit.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.util.ArrayList;
import org.junit.jupiter.api.Test;

class MasteringTest {

    private static final LoudnessTarget TARGET = new LoudnessTarget(-16, -1.5);

    @Test
    void oneGainReachesTheLoudness() {
        assertThat(Mastering.of(new Loudness(-20.0, -9.0), TARGET)).isEqualTo(new Mastering(4, -1.5, false));
        assertThat(Mastering.of(new Loudness(-10.0, -1.0), TARGET)).isEqualTo(new Mastering(-6, -1.5, false));
    }

    @Test
    void peaksBeyondTheCeilingAreLimited() {
        assertThat(Mastering.of(new Loudness(-20.0, -3.0), TARGET)).isEqualTo(new Mastering(4, -1.5, true));
    }

    @Test
    void silenceAndWhatIsNearlySilentStayQuiet() {
        assertThat(Mastering.of(new Loudness(null, null), TARGET)).isEqualTo(new Mastering(0, -1.5, false));
        assertThat(Mastering.of(new Loudness(-69.0, -60.0), TARGET)).isEqualTo(new Mastering(30, -1.5, false));
    }

    @Test
    void whatCameOutIsCorrected() {
        var mastering = new Mastering(4, -1.5, true);

        assertThat(mastering.corrected(new Loudness(-16.3, -1.5), TARGET)).isEqualTo(mastering);
        assertThat(mastering.corrected(new Loudness(-17.0, -1.0), TARGET)).isEqualTo(new Mastering(5, -2.1, true));
        assertThat(mastering.corrected(new Loudness(-16.0, -1.4), TARGET).ceiling())
                .isCloseTo(-1.7, within(1e-9));
    }

    @Test
    void filtersAreTheSameInEveryLanguage() {
        assertThat(new Mastering(4.5, 0, false).filters(8000)).isEqualTo("volume=4.50dB");
        assertThat(new Mastering(4.5, -6.0206, true).filters(8000)).contains("limit=0.5000", "aresample=8000");
    }

    @Test
    void encodesUntilItIsLoudEnough() throws Exception {
        var tries = new ArrayList<String>();

        var mastered = Mastering.reach(TARGET, new Loudness(-20.0, -9.0), 8000, filters -> {
            tries.add(filters);
            return new Mastered(Path.of("a.mp3"), new Loudness(tries.size() == 1 ? -17.0 : -16.1, -4.0));
        });

        assertThat(tries).containsExactly("volume=4.00dB", "volume=5.00dB");
        assertThat(mastered.loudness().integrated()).isEqualTo(-16.1);
    }

    @Test
    void givesUpOnWhatCantBeReached() throws Exception {
        var tries = new ArrayList<String>();

        Mastering.reach(TARGET, new Loudness(-20.0, -9.0), 8000, filters -> {
            tries.add(filters);
            return new Mastered(Path.of("a.mp3"), new Loudness(-20.0, -4.0));
        });

        assertThat(tries).hasSize(4);
    }
}
