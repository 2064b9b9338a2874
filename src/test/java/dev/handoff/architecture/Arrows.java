package dev.handoff.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.simpleName;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.lang.ArchRule;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Who may know whom, and who may talk to whom. Stated for any root package, so that fixtures can break the rules. */
final class Arrows {

    /** For each package, the packages of Handoff that it may know besides itself. */
    static final Map<String, List<String>> KNOWN = Map.ofEntries(
            Map.entry("event", List.of()),
            Map.entry("task", List.of("event")),
            Map.entry("subscriber", List.of("task", "event")),
            Map.entry("schema", List.of()),
            Map.entry("config", List.of("postgres")),
            Map.entry("executable", List.of()),
            Map.entry("emulator", List.of()),
            Map.entry("emulator.cloudtasks", List.of("emulator")),
            Map.entry("postgres", List.of()),
            Map.entry("store", List.of("task")),
            Map.entry("dispatch", List.of("task")),
            Map.entry("dispatch.local", List.of("dispatch", "task")),
            Map.entry("dispatch.dryrun", List.of("dispatch", "task")),
            Map.entry("dispatch.http", List.of("dispatch", "task")),
            Map.entry("dispatch.cloudtasks", List.of("dispatch", "task")),
            Map.entry("dispatch.rabbitmq", List.of("dispatch", "rabbitmq", "task")),
            Map.entry("rabbitmq", List.of()),
            Map.entry("engine", List.of("task", "event", "schema", "store", "dispatch")),
            Map.entry("bus", List.of("task", "event", "subscriber", "store", "dispatch", "engine")),
            Map.entry("bus.rabbitmq", List.of("bus", "rabbitmq", "store", "subscriber", "event")),
            Map.entry("bench", List.of("task", "store", "dispatch", "engine", "postgres")),
            Map.entry("prune", List.of("task", "store", "engine")),
            Map.entry("schedule", List.of("task", "store", "engine")),
            Map.entry(
                    "api",
                    List.of(
                            "task",
                            "event",
                            "subscriber",
                            "store",
                            "dispatch",
                            "engine",
                            "bus",
                            "rabbitmq",
                            "scan",
                            "schedule",
                            "template",
                            "item",
                            "trigger")),
            Map.entry(
                    "telemetry",
                    List.of(
                            "task",
                            "store",
                            "dispatch",
                            "engine",
                            "bus",
                            "rabbitmq",
                            "prune",
                            "scan",
                            "schedule",
                            "trigger")),
            Map.entry("trigger", List.of("task", "engine", "storage", "handler.transcribe")),
            Map.entry("storage", List.of("task")),
            Map.entry("template", List.of("task", "schema", "storage", "store")),
            Map.entry("media", List.of("task", "storage")),
            Map.entry("provider", List.of("task", "storage")),
            Map.entry("embedding..", List.of("task", "provider", "onnx")),
            Map.entry("onnx", List.of()),
            Map.entry("item", List.of("task", "schema", "store", "embedding", "provider")),
            Map.entry("handler.embed", List.of("task", "store", "embedding", "provider")),
            Map.entry("fetch", List.of("task")),
            Map.entry("model", List.of("task", "storage", "provider")),
            Map.entry("voice..", List.of("task", "storage", "media", "provider")),
            Map.entry(
                    "handler.assemble",
                    List.of("task", "storage", "media", "template", "provider", "voice", "handler.chunk")),
            Map.entry("handler.chunk", List.of("task", "storage", "media")),
            Map.entry("handler.message", List.of("task")),
            Map.entry("handler.note", List.of("task", "model")),
            Map.entry("handler.vision", List.of("task", "storage", "fetch", "model")),
            Map.entry("handler.post", List.of("task", "event", "subscriber")),
            Map.entry("moderation", List.of("task", "provider")),
            Map.entry("scan", List.of("task", "event", "schema", "store", "embedding")),
            Map.entry("handler.scan", List.of("task", "event", "subscriber", "scan", "moderation", "store")),
            Map.entry("handler.transcribe..", List.of("task", "storage", "media", "provider", "onnx")));

    /** Clients by which a task could be dispatched past the dispatcher. */
    private static final String[] CLIENTS = {
        "com.google.cloud.tasks..",
        "com.rabbitmq..",
        "io.vertx.rabbitmq..",
        "io.smallrye.reactive.messaging..",
        "org.eclipse.microprofile.reactive.messaging..",
        "org.eclipse.microprofile.rest.client..",
        "jakarta.ws.rs.client..",
        "java.net.http..",
        "io.vertx.ext.web.client..",
        "org.apache.http..",
        "okhttp3..",
        "io.grpc.."
    };

    private Arrows() {}

    /** The package knows only what its arrows point to. */
    static ArchRule arrowsOf(String root, String name) {
        var allowed = Stream.concat(Stream.of(name), KNOWN.get(name).stream())
                .map(each -> root + "." + each)
                .toArray(String[]::new);
        return classes()
                .that()
                .resideInAPackage(root + "." + name)
                .should()
                .onlyDependOnClassesThat(not(resideInAPackage(root + "..")).or(resideInAnyPackage(allowed)))
                .as(name + " knows only " + KNOWN.get(name));
    }

    /** The words of handler authors need nothing but the JDK and the words for events. */
    static ArchRule taskNeedsOnlyTheJdk(String root) {
        return classes()
                .that()
                .resideInAPackage(root + ".task")
                .should()
                .onlyDependOnClassesThat(resideInAnyPackage("java..", root + ".task", root + ".event"));
    }

    /** Nothing but dispatch may use a client for dispatch; the others here talk to somebody else and say to whom. */
    static ArchRule onlyDispatchDispatches(String root) {
        return noClasses()
                .that(not(resideInAnyPackage(
                        root + ".dispatch..",
                        // Is the way to the broker, for those whose arrows point to it.
                        root + ".rabbitmq",
                        // Talks to a Handoff server on behalf of a person.
                        root + ".cli",
                        // Is the queue itself.
                        root + ".emulator..",
                        // Is the way to services that recognise, speak, read and answer, and these talk to them.
                        root + ".provider",
                        root + ".embedding.openai",
                        root + ".embedding.ollama",
                        root + ".moderation",
                        root + ".handler.transcribe.openai",
                        root + ".handler.transcribe.google",
                        root + ".model",
                        root + ".voice.openai",
                        root + ".voice.google")))
                .should()
                .dependOnClassesThat(resideInAnyPackage(CLIENTS))
                .as("nothing but dispatch dispatches");
    }

    /** Processes are started for tools, not for tasks. */
    static ArchRule noProcessPerTask(String root) {
        return noClasses()
                .that(not(resideInAnyPackage(
                        root + ".media",
                        root + ".postgres",
                        root + ".cli",
                        root + ".handler.transcribe.moonshine",
                        root + ".voice.espeak")))
                .should()
                .dependOnClassesThat(resideInAPackage("java.lang").and(simpleName("ProcessBuilder")))
                .as("nobody runs tasks in processes of their own");
    }
}
