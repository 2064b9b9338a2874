package dev.handoff.edge.http.monitoring;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.handoff.Settings;
import dev.handoff.domain.monitoring.ScanConfig;
import dev.handoff.domain.monitoring.ScanStore;
import dev.handoff.domain.monitoring.ScanStores;
import dev.handoff.edge.http.monitoring.ScanResource.State;
import jakarta.ws.rs.core.MultivaluedHashMap;
import jakarta.ws.rs.core.UriInfo;
import java.lang.reflect.Proxy;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

class ScanResourceTest {

    private static final ScanStores STORES = new ScanStores();

    @AfterAll
    static void close() {
        STORES.close();
    }

    @Test
    void scanThatNothingHappensToIsStalledAndSaysWhatToDo() {
        STORES.scans.transmitted("s", "c", 20);
        STORES.scans.add(new ScanStore.Batch("s", "c", 1, "digest", 10, 0), List.of());

        assertThat(after(Duration.ofMinutes(50)).state()).isEqualTo(State.PROCESSING);
        assertThat(after(Duration.ofMinutes(50)).note()).isEmpty();
        var stalled = after(Duration.ofMinutes(70));

        assertThat(stalled.state()).isEqualTo(State.STALLED);
        assertThat(stalled.note()).hasValueSatisfying(note -> assertThat(note)
                .startsWith("10 of 20 messages were processed")
                .contains("batch-scan"));
    }

    private static ScanResource.ScanView after(Duration quiet) {
        var clock = Clock.offset(Clock.systemUTC(), quiet);
        var uri = (UriInfo) Proxy.newProxyInstance(
                UriInfo.class.getClassLoader(),
                new Class<?>[] {UriInfo.class},
                (_, _, _) -> new MultivaluedHashMap<>());
        var lost = new LostTasks(STORES.reader, STORES.tasks, new ObjectMapper());
        return new ScanResource(STORES.scans, lost, Settings.of(ScanConfig.class), clock).get("s", uri);
    }
}
