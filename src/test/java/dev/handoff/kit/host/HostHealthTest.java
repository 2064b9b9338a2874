package dev.handoff.kit.host;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class HostHealthTest {

    private final HostHealth health = new HostHealth();

    @Test
    void aMachineWithRoomLacksNothing() {
        assertThat(health.lacking()).isEmpty();
    }

    @Test
    void aFaultThatWasMetJustNowCounts() {
        health.met(HostFault.in("No space left on device").orElseThrow());

        assertThat(health.lacking()).contains("No space left on device");
    }
}
