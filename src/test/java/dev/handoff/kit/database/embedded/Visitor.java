package dev.handoff.kit.database.embedded;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;

/** Another process with a share in the server. */
final class Visitor implements AutoCloseable {

    private final Process process;
    private final BufferedReader said;

    Visitor(Path folder) throws IOException {
        var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        process = new ProcessBuilder(
                        java, "-cp", System.getProperty("java.class.path"), Visitor.class.getName(), folder.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        said = process.inputReader();
    }

    /** The process's part: takes a share, tells the port, and keeps the share until nobody wants it any more. */
    public static void main(String... arguments) throws IOException {
        try (var postgres = OwnPostgres.start(Path.of(arguments[0]), System.err::println)) {
            System.out.println(postgres.database("postgres").port());
            System.in.read();
        }
    }

    int port() throws IOException {
        return Integer.parseInt(said.readLine());
    }

    /** As {@code kill -9} does. */
    void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    /** Gives its share back. */
    void leave() {
        try {
            process.getOutputStream().close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        process.onExit().join();
    }

    @Override
    public void close() {
        leave();
    }
}
