package dev.handoff.edge.cli;

import dev.handoff.tool.emulator.Emulator;
import dev.handoff.tool.emulator.EmulatorOptions;
import dev.handoff.tool.emulator.EmulatorStarter;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.ServiceLoader;

/** A Cloud Tasks on this machine, and what a server has to know to use it. */
final class OwnCloudTasks {

    private static final String PROJECT = "local";
    private static final String LOCATION = "here";
    private static final String QUEUE = "handoff";

    /** The full name of the queue that {@link #variables} speaks of. */
    static final String QUEUE_NAME = "projects/" + PROJECT + "/locations/" + LOCATION + "/queues/" + QUEUE;

    private OwnCloudTasks() {}

    /** @throws Refused in the native executable, or if it can't be as the options want it */
    static Emulator start(EmulatorOptions options) {
        // With this class's own loader, since the thread's may be one that knows only libraries.
        var starter = ServiceLoader.load(EmulatorStarter.class, EmulatorStarter.class.getClassLoader())
                .findFirst()
                .orElseThrow(() -> Refused.usage("the emulator is not part of the native executable; "
                        + "use ./handoff emulator in a checkout, or java -jar quarkus-run.jar emulator"));
        try {
            return starter.start(options);
        } catch (IllegalArgumentException e) {
            throw Refused.usage(e.getMessage());
        } catch (UncheckedIOException e) {
            throw Refused.unavailable(e.getCause().getMessage() + "; choose another place with --port");
        }
    }

    /** The variables of a server that sends its tasks through the emulator and gets them back from it. */
    static Map<String, String> variables(Emulator emulator, Map<String, String> environment) {
        var variables = new LinkedHashMap<String, String>();
        variables.put("CLOUD_TASKS_EMULATOR_HOST", emulator.address().replace("http://", ""));
        variables.put("GOOGLE_CLOUD_PROJECT", PROJECT);
        variables.put("TASKS_LOCATION", LOCATION);
        variables.put("TASKS_QUEUE", QUEUE);
        variables.put("TASKS_URL_BASE", "http://localhost:" + environment.getOrDefault("PORT", "8080"));
        variables.put("TASKS_SERVICE_ACCOUNT", "tasks@local.iam.gserviceaccount.com");
        return variables;
    }
}
