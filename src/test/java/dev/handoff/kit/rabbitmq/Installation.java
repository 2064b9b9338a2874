package dev.handoff.kit.rabbitmq;

import dev.handoff.Gate;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The RabbitMQ of this machine.
 *
 * @param scripts the folder of {@code rabbitmq-server} and {@code rabbitmqctl}
 */
record Installation(Path scripts) {

    static final String REMEDY =
            "no rabbitmq-server is installed; get one with: apt-get install rabbitmq-server, or: brew install rabbitmq";

    // Packages for Debian keep the scripts there and put wrappers on the PATH that change the user. Homebrew's folders
    // may not be on it.
    private static Stream<String> usual() {
        return Stream.of("/usr/lib/rabbitmq/bin", "/opt/homebrew/sbin", "/usr/local/sbin");
    }

    static Optional<Installation> find() {
        var path = Optional.ofNullable(System.getenv("PATH")).orElse("");
        return Stream.concat(usual(), Stream.of(path.split(File.pathSeparator)))
                .map(Path::of)
                .filter(Installation::hasScripts)
                .findFirst()
                .map(Installation::new);
    }

    /** Fails where tests must all run, and aborts the test elsewhere, if there is none. */
    static Installation require() {
        return Gate.require(find(), REMEDY);
    }

    private static boolean hasScripts(Path folder) {
        var server = folder.resolve("rabbitmq-server");
        try {
            return Files.isExecutable(server)
                    && Files.isExecutable(folder.resolve("rabbitmqctl"))
                    && Files.readString(server).contains("rabbitmq-env");
        } catch (IOException unreadable) {
            return false;
        }
    }
}
