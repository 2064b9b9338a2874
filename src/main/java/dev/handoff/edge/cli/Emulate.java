package dev.handoff.edge.cli;

import dev.handoff.tool.emulator.EmulatorOptions;
import dev.handoff.tool.emulator.Faults;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Runs a Google Cloud Tasks of one's own. */
@Command(
        name = "emulator",
        description = "Runs a Google Cloud Tasks on this machine, and shows what it pushes, until Ctrl-C.",
        footer = {
            "%nFaults: duplicate=0.1, duplicateDelay=5s, delay=2m, reorder, dropAnswer=0.1,",
            "token=forged|expired|wrong-audience|wrong-email, failCreate=UNAVAILABLE:2, seed=7.",
            "Nothing is stored: the tasks end with the command."
        })
final class Emulate extends LocalCommand {

    @Option(
            names = "--host",
            paramLabel = "HOST",
            defaultValue = "localhost",
            description = "Where to listen (default: ${DEFAULT-VALUE}).")
    private String host;

    @Option(
            names = "--port",
            paramLabel = "PORT",
            defaultValue = "" + EmulatorOptions.USUAL_PORT,
            description = "At which port (default: ${DEFAULT-VALUE}); 0 takes any free one.")
    private int port;

    @Option(
            names = "--fault",
            paramLabel = "NAME[=VALUE]",
            mapFallbackValue = "",
            description = "What goes wrong; may be repeated, and changed later with PUT /emulator/faults.")
    private Map<String, String> faults = new LinkedHashMap<>();

    @Option(
            names = "--queue",
            paramLabel = "NAME",
            description = "A queue that is there at once, may be repeated (default: " + OwnCloudTasks.QUEUE_NAME + ").")
    private List<String> queues = new ArrayList<>();

    @Option(
            names = "--create-queues",
            negatable = true,
            defaultValue = "true",
            fallbackValue = "true",
            description = "Creates the queue of a task if there is none (default), which the real service never does.")
    private boolean createQueues;

    @Override
    public Integer call() {
        try (var emulator = OwnCloudTasks.start(options())) {
            emulator.onDelivery(delivery -> tell(DeliveryLine.of(delivery)));
            tell("Cloud Tasks is emulated at " + emulator.address() + "; Ctrl-C ends it");
            OwnCloudTasks.variables(emulator, environment())
                    .forEach((name, value) -> tell("  export " + name + "=" + value));
            new CountDownLatch(1).await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return ExitCode.OK;
    }

    private EmulatorOptions options() {
        try {
            var first = queues.isEmpty() ? List.of(OwnCloudTasks.QUEUE_NAME) : queues;
            return new EmulatorOptions(host, port, first, createQueues, Faults.of(faults));
        } catch (IllegalArgumentException e) {
            throw Refused.usage(e.getMessage());
        }
    }

    private void tell(String line) {
        out().println(line);
        out().flush();
    }
}
