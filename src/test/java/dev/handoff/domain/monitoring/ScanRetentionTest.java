package dev.handoff.domain.monitoring;

import static org.assertj.core.api.Assertions.assertThat;

import dev.handoff.Settings;
import dev.handoff.domain.monitoring.rule.Flag;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

class ScanRetentionTest {

    private static final ScanStores STORES = new ScanStores();

    private final ScanRetention retention = new ScanRetention(STORES.scans, Settings.of(ScanConfig.class));

    @AfterAll
    static void close() {
        STORES.close();
    }

    @Test
    void oldScansGoWithTheirBatchesAndFlags() {
        for (int i = 0; i < 45; i++) {
            var flag = new Flag("m", "ann", "words:r", 1, Optional.of("free"));
            STORES.scans.add(new ScanStore.Batch("s" + i, "c", 1, "digest", 1, 0), List.of(flag));
        }

        assertThat(retention.prune(Instant.now().minusSeconds(3600))).isZero();
        assertThat(STORES.scans.find("s0")).isPresent();
        var later = Instant.now().plusSeconds(3600);
        assertThat(retention.prune(later)).isEqualTo(20);
        assertThat(retention.prune(later)).isEqualTo(20);
        assertThat(retention.prune(later)).isEqualTo(5);
        assertThat(retention.prune(later)).isZero();
        assertThat(STORES.scans.find("s0")).isEmpty();
        assertThat(STORES.scans.flags("s0", Optional.empty(), 10)).isEmpty();
    }
}
