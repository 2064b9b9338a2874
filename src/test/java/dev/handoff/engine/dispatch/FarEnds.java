package dev.handoff.engine.dispatch;

import dev.handoff.LocalServer;
import dev.handoff.LocalServer.Answer;
import dev.handoff.tool.emulator.Emulator;
import dev.handoff.tool.emulator.EmulatorOptions;
import dev.handoff.tool.emulator.Live;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Cloud Tasks with queues for two types, and a worker server that does with a call what its body says. */
public final class FarEnds implements QuarkusTestResourceLifecycleManager {

    private static final String QUEUES = "projects/local/locations/here/queues/handoff-";

    private final CountDownLatch stopped = new CountDownLatch(1);
    private Emulator emulator;
    private LocalServer worker;

    @Override
    public Map<String, String> start() {
        emulator = Live.start(
                EmulatorOptions.at("localhost", 0).withQueues(QUEUES + "process-message", QUEUES + "assemble"));
        worker = new LocalServer(call -> answer(call.text()));
        return Map.of(
                "CLOUD_TASKS_EMULATOR_HOST", "localhost:" + emulator.port(),
                "GOOGLE_CLOUD_PROJECT", "local",
                "TASKS_LOCATION", "here",
                "TASKS_QUEUE", "handoff-",
                "TASKS_URL_BASE", "http://localhost:1",
                "USE_WORKER_IN_DEV", "true",
                "WORKER_URL_BASE", worker.address(),
                "handoff.worker.timeout", "4s");
    }

    private Answer answer(String behaviour) {
        return switch (behaviour) {
            case "\"accept\"" -> Answer.json(200, "{}");
            case "\"refuse\"" -> Answer.json(500, "{}");
            case "\"be silent\"" -> {
                beSilent();
                yield Answer.json(200, "{}");
            }
            default -> throw new IllegalStateException("hangs up");
        };
    }

    /** For longer than anybody waits; nobody else is answered meanwhile. */
    private void beSilent() {
        try {
            stopped.await(1, TimeUnit.MINUTES);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void stop() {
        stopped.countDown();
        worker.close();
        emulator.close();
    }
}
