package dev.handoff.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.conditions.ArchConditions;
import java.util.List;
import java.util.stream.Stream;

/** The rules of the house, for any root package: the product keeps them, and generated intruders break them. */
final class House {

    /** What handler authors use. Every house may know it. */
    private static final List<String> WORDS = List.of("task", "event");

    /** Packages of clients that reach the network. */
    static final List<String> CLIENT_PACKAGES = List.of(
            "com.google.cloud.tasks",
            "com.rabbitmq",
            "io.vertx.rabbitmq",
            "io.vertx.redis.client",
            "io.quarkus.redis",
            "io.nats",
            "io.smallrye.reactive.messaging",
            "org.eclipse.microprofile.reactive.messaging",
            "org.eclipse.microprofile.rest.client",
            "jakarta.ws.rs.client",
            "java.net.http",
            "io.vertx.ext.web.client",
            "org.apache.http",
            "org.jboss.resteasy.reactive.client",
            "okhttp3",
            "com.google.api.client",
            "io.grpc",
            "io.netty.bootstrap",
            "io.netty.channel");

    /** Clients in packages that servers need as well; what is derived from them is meant too. */
    static final List<String> CLIENT_CLASSES = List.of(
            "io.vertx.core.http.HttpClient",
            "io.vertx.core.http.HttpClientAgent",
            "io.vertx.core.http.HttpClientRequest",
            "io.vertx.core.http.WebSocketClient",
            "io.vertx.core.net.NetClient",
            "io.vertx.core.datagram.DatagramSocket",
            "io.vertx.mutiny.core.http.HttpClient",
            "io.vertx.mutiny.core.http.HttpClientAgent",
            "io.vertx.mutiny.core.http.HttpClientRequest",
            "io.vertx.mutiny.core.http.WebSocketClient",
            "io.vertx.mutiny.core.net.NetClient",
            "io.vertx.mutiny.core.datagram.DatagramSocket",
            "java.net.DatagramSocket",
            "java.net.HttpURLConnection",
            "java.net.Socket",
            "java.net.URLConnection",
            "java.nio.channels.AsynchronousSocketChannel",
            "java.nio.channels.DatagramChannel",
            "java.nio.channels.SocketChannel",
            "javax.net.SocketFactory",
            "javax.net.ssl.HttpsURLConnection");

    /** Methods that reach the network, or make what does, of classes that are harmless otherwise. */
    static final List<String> CLIENT_METHODS = List.of(
            "java.net.URL.openConnection",
            "java.net.URL.openStream",
            "java.net.URL.getContent",
            "io.vertx.core.Vertx.createHttpClient",
            "io.vertx.core.Vertx.httpClientBuilder",
            "io.vertx.core.Vertx.createWebSocketClient",
            "io.vertx.core.Vertx.createNetClient",
            "io.vertx.core.Vertx.createDatagramSocket",
            "io.vertx.mutiny.core.Vertx.createHttpClient",
            "io.vertx.mutiny.core.Vertx.httpClientBuilder",
            "io.vertx.mutiny.core.Vertx.createWebSocketClient",
            "io.vertx.mutiny.core.Vertx.createNetClient",
            "io.vertx.mutiny.core.Vertx.createDatagramSocket");

    private final String root;
    private final String everything;

    House(String root) {
        this.root = root + ".";
        this.everything = root + "..";
    }

    /** The words for tasks need only the JDK, so that a program that only submits can share a type's constant. */
    ArchRule task() {
        return classes()
                .that()
                .resideInAPackage(root + "task..")
                .should()
                .onlyDependOnClassesThat(resideInAnyPackage("java..", root + "task..", root + "event.."))
                .as("the words for tasks know only the JDK and the words for events");
    }

    /** The words for events carry their own rules, as annotations. */
    ArchRule event() {
        return classes()
                .that()
                .resideInAPackage(root + "event..")
                .should()
                .onlyDependOnClassesThat(resideInAnyPackage("java..", "jakarta.validation..", root + "event.."))
                .as("the words for events know only the JDK and Bean Validation's annotations");
    }

    ArchRule kit() {
        return knows("kit", List.of());
    }

    ArchRule engine() {
        return knows("engine", List.of("kit"));
    }

    ArchRule domain() {
        return knows("domain", List.of("kit"));
    }

    ArchRule edge() {
        return classes()
                .that(resideInAPackage(root + "edge..").and(not(resideInAPackage(root + "edge.cli.."))))
                .should()
                .onlyDependOnClassesThat(ownOnly("edge", List.of("domain", "engine", "kit")))
                .as("edge knows domain, engine, kit and the words; only its command line starts tools");
    }

    ArchRule tool() {
        return knows("tool", List.of("engine", "kit"));
    }

    /** A domain can be read, changed and deleted without a look at another one. */
    ArchRule domainsAreApart() {
        return slices().matching(root + "domain.(*)..").should().notDependOnEachOther();
    }

    /** The rooms of a house form no circle. */
    ArchRule noCircles(String house) {
        return slices().matching(root + house + ".(*)..").should().beFreeOfCycles();
    }

    /** Routes carry doorbells. The row's truth is the store's, and neither knows the other. */
    ArchRule dispatchIsApartFromTheStore() {
        return noClasses()
                .that()
                .resideInAPackage(root + "engine.dispatch..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        root + "engine",
                        root + "engine.store..",
                        root + "engine.submit..",
                        root + "engine.run..",
                        root + "engine.sweep..")
                .as("dispatch knows neither the store nor the rules");
    }

    ArchRule routesAreApart() {
        return slices().matching(root + "engine.dispatch.(*)..").should().notDependOnEachOther();
    }

    /** What happens is fired as events. Telemetry hears them and may fail or change without anybody's notice. */
    ArchRule telemetryListens() {
        return noClasses()
                .that(resideInAPackage(everything).and(not(resideInAPackage(root + "edge.telemetry.."))))
                .should()
                .dependOnClassesThat()
                .resideInAPackage(root + "edge.telemetry..")
                .as("nobody calls telemetry");
    }

    /** A check that shares code with what it checks would share its errors. */
    ArchRule emulatorIsApart() {
        return classes()
                .that()
                .resideInAPackage(root + "tool.emulator..")
                .should()
                .onlyDependOnClassesThat(
                        not(resideInAPackage(everything)).or(resideInAPackage(root + "tool.emulator..")))
                .as("the emulator shares no code with the product");
    }

    ArchRule networkClients() {
        return noClasses()
                .that(resideInAPackage(everything)
                        .and(not(resideInAnyPackage(
                                root + "engine.dispatch..",
                                root + "kit..",
                                root + "edge.cli..",
                                // It looks at the channels of those who come in, and opens none.
                                root + "edge.http.connection..",
                                root + "tool..")))
                        // They take messages of a channel that kit.rabbitmq fills, and open nothing.
                        .and(not(are(
                                List.of(root + "edge.trigger.QueueConnector", root + "edge.trigger.QueueTrigger")))))
                .should(ArchConditions.dependOnClassesThat(
                                resideInAnyPackage(clientPackages()).or(are(CLIENT_CLASSES)))
                        .or(ArchConditions.accessTargetWhere(oneOf(CLIENT_METHODS))))
                .as("only dispatch, kit, command line and tools reach the network");
    }

    ArchRule processes() {
        return noClasses()
                .that(resideInAPackage(everything)
                        .and(not(resideInAnyPackage(root + "kit..", root + "edge.cli..", root + "tool.."))))
                .should(ArchConditions.dependOnClassesThat(are(List.of("java.lang.ProcessBuilder")))
                        .or(ArchConditions.accessTargetWhere(oneOf(List.of("java.lang.Runtime.exec")))))
                .as("no task runs in a process of its own");
    }

    private ArchRule knows(String house, List<String> below) {
        return classes()
                .that()
                .resideInAPackage(root + house + "..")
                .should()
                .onlyDependOnClassesThat(ownOnly(house, below))
                .as(house + " knows " + (below.isEmpty() ? "" : String.join(", ", below) + " and ") + "the words");
    }

    private DescribedPredicate<JavaClass> ownOnly(String house, List<String> below) {
        var known = Stream.of(Stream.of(house), below.stream(), WORDS.stream())
                .flatMap(it -> it)
                .map(each -> root + each + "..")
                .toArray(String[]::new);
        return not(resideInAPackage(everything)).or(resideInAnyPackage(known));
    }

    private static String[] clientPackages() {
        return CLIENT_PACKAGES.stream().map(each -> each + "..").toArray(String[]::new);
    }

    private static DescribedPredicate<JavaClass> are(List<String> names) {
        return DescribedPredicate.describe(
                "are one of " + names, type -> names.stream().anyMatch(type::isAssignableTo));
    }

    /** Called or referred to. */
    private static DescribedPredicate<JavaAccess<?>> oneOf(List<String> methods) {
        return DescribedPredicate.describe(
                "is one of " + methods,
                access -> methods.contains(access.getTargetOwner().getName() + "."
                        + access.getTarget().getName()));
    }
}
