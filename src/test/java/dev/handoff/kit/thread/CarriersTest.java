package dev.handoff.kit.thread;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

class CarriersTest {

    @Test
    void virtualThreadsGetTheirTurnBesideManyThatCompute() throws InterruptedException {
        var carriers = new Carriers();
        var enough = new CountDownLatch(1);
        try {
            carriers.start();
            for (int i = 0; i < 3 * Runtime.getRuntime().availableProcessors(); i++) {
                Thread.ofVirtual().start(() -> compute(enough));
            }

            assertThat(Thread.ofVirtual().start(() -> {}).join(Duration.ofSeconds(10)))
                    .isTrue();
        } finally {
            enough.countDown();
            carriers.stop();
        }
    }

    private static void compute(CountDownLatch enough) {
        while (enough.getCount() > 0) {
            Thread.onSpinWait();
        }
    }
}
