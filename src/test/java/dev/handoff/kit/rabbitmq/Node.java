package dev.handoff.kit.rabbitmq;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * Where a broker lives: its folder, with data, logs, settings and cookie, and its ports. It lasts longer than the process.
 *
 * @param name also the folder's
 * @param port for AMQP
 * @param distribution for {@code rabbitmqctl}
 * @param control where it evaluates expressions, in milliseconds; each run of {@code rabbitmqctl} takes seconds
 */
record Node(String name, int port, int distribution, int control, String password) {

    static final String USER = "handoff";
    static final String VHOST = "handoff";

    private static final int CTL_SECONDS = 60;
    private static final String DIES_WITH_ITS_STARTER =
            "spawn(fun() -> eof = io:get_line(''), erlang:halt(0, [{flush, false}]) end).";

    /** Takes one expression in a line for each connection, and answers with its value. */
    private static final String EVALUATES = """
            spawn(fun() ->
                {ok, Listener} = gen_tcp:listen(%d, [list, {packet, line}, {active, false}, {ip, {127, 0, 0, 1}}, \
            {buffer, 65536}, {reuseaddr, true}]),
                (fun Loop() ->
                    {ok, Socket} = gen_tcp:accept(Listener),
                    {ok, Line} = gen_tcp:recv(Socket, 0),
                    {ok, Tokens, _} = erl_scan:string(Line),
                    {ok, Expressions} = erl_parse:parse_exprs(Tokens),
                    Answer = try element(2, erl_eval:exprs(Expressions, [])) catch Class:Reason -> {Class, Reason} end,
                    gen_tcp:send(Socket, io_lib:format('~0p', [Answer])),
                    gen_tcp:close(Socket),
                    Loop()
                end)()
            end).
            """;

    /** Makes the folder of a new one. */
    static Node create(Map<String, String> settings) {
        var ports = freePorts();
        var node = new Node(
                "handoff-" + UUID.randomUUID(),
                ports.get(0),
                ports.get(1),
                ports.get(2),
                UUID.randomUUID().toString());
        try {
            node.write(settings);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return node;
    }

    private void write(Map<String, String> settings) throws IOException {
        Files.createDirectories(home());
        var cookie = home().resolve(".erlang.cookie");
        Files.writeString(cookie, UUID.randomUUID().toString());
        Files.setPosixFilePermissions(cookie, PosixFilePermissions.fromString("r--------"));
        Files.createDirectories(folder().resolve("conf.d"));
        Files.writeString(folder().resolve("rabbitmq-env.conf"), "");
        Files.writeString(folder().resolve("enabled_plugins"), "[].\n");
        var lines = Stream.concat(
                Stream.of(
                        "listeners.tcp.local = 127.0.0.1:" + port,
                        "loopback_users = none",
                        "disk_free_limit.absolute = 1MB",
                        "default_vhost = " + VHOST,
                        "default_user = " + USER,
                        "default_pass = " + password),
                settings.entrySet().stream().map(setting -> setting.getKey() + " = " + setting.getValue()));
        Files.write(folder().resolve("rabbitmq.conf"), lines.toList());
    }

    Path folder() {
        return Path.of("target", "rabbitmq", name).toAbsolutePath();
    }

    private Path home() {
        return folder().resolve("home");
    }

    /** What it has said so far. */
    Path log() {
        return folder().resolve("broker.log");
    }

    /** Starts the process. It ends when this one does, even by a signal, or when its standard input is closed. */
    Process launch() throws IOException {
        return command(
                        "rabbitmq-server",
                        "-noshell",
                        "-eval",
                        DIES_WITH_ITS_STARTER,
                        "-eval",
                        EVALUATES.formatted(control))
                .redirectOutput(ProcessBuilder.Redirect.appendTo(
                        folder().resolve("output.log").toFile()))
                .start();
    }

    /** Runs {@code rabbitmqctl}, and returns what it prints. */
    String ctl(String... arguments) {
        var command = Stream.concat(Stream.of("--quiet"), Stream.of(arguments)).toArray(String[]::new);
        try {
            var process = command("rabbitmqctl", command).start();
            process.getOutputStream().close();
            var said = CompletableFuture.supplyAsync(() -> read(process));
            if (!process.waitFor(CTL_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new IllegalStateException("rabbitmqctl " + List.of(arguments) + " does not end");
            }
            if (process.exitValue() != 0) {
                throw new IllegalStateException("rabbitmqctl " + List.of(arguments) + ": " + said.join());
            }
            return said.join();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /**
     * Has it evaluate Erlang expressions.
     *
     * @throws IllegalStateException with what comes of them, if that isn't {@code ok}
     */
    void does(String expressions) {
        try (var socket = new Socket("127.0.0.1", control)) {
            socket.setSoTimeout(CTL_SECONDS * 1000);
            socket.getOutputStream().write((expressions + ".\n").getBytes(US_ASCII));
            var answer = new String(socket.getInputStream().readAllBytes(), UTF_8);
            if (!answer.equals("ok")) {
                throw new IllegalStateException(expressions + ": " + answer);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String read(Process process) {
        try {
            return new String(process.getInputStream().readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    boolean listens() {
        try (var socket = new Socket()) {
            socket.connect(new InetSocketAddress("127.0.0.1", port), 1000);
            return true;
        } catch (IOException refused) {
            return false;
        }
    }

    private ProcessBuilder command(String script, String... arguments) {
        var program = Installation.require().scripts().resolve(script).toString();
        var process = new ProcessBuilder(
                        Stream.concat(Stream.of(program), Stream.of(arguments)).toList())
                .redirectErrorStream(true);
        var environment = process.environment();
        environment.keySet().removeIf(variable -> variable.startsWith("RABBITMQ_") || variable.startsWith("ERL_"));
        environment.putAll(Map.ofEntries(
                Map.entry("HOME", home().toString()),
                Map.entry("ERL_CRASH_DUMP", in("erl_crash.dump")),
                Map.entry("ERL_EPMD_ADDRESS", "127.0.0.1"),
                Map.entry("RABBITMQ_NODENAME", name + "@localhost"),
                Map.entry("RABBITMQ_DIST_PORT", Integer.toString(distribution)),
                Map.entry("RABBITMQ_SERVER_ADDITIONAL_ERL_ARGS", "-kernel inet_dist_use_interface {127,0,0,1}"),
                Map.entry("RABBITMQ_CONF_ENV_FILE", in("rabbitmq-env.conf")),
                Map.entry("RABBITMQ_CONFIG_FILE", in("rabbitmq.conf")),
                Map.entry("RABBITMQ_CONFIG_FILES", in("conf.d")),
                Map.entry("RABBITMQ_ADVANCED_CONFIG_FILE", in("advanced.config")),
                Map.entry("RABBITMQ_ENABLED_PLUGINS_FILE", in("enabled_plugins")),
                Map.entry("RABBITMQ_MNESIA_BASE", in("data")),
                Map.entry("RABBITMQ_LOG_BASE", folder().toString()),
                Map.entry("RABBITMQ_LOGS", log().toString()),
                Map.entry("RABBITMQ_PID_FILE", in("broker.pid")),
                // The script is then replaced by the broker, so that signals reach that and nothing outlives it.
                Map.entry("RABBITMQ_ALLOW_INPUT", "1")));
        return process;
    }

    private String in(String file) {
        return folder().resolve(file).toString();
    }

    private static List<Integer> freePorts() {
        try (var one = new ServerSocket(0);
                var another = new ServerSocket(0);
                var third = new ServerSocket(0)) {
            return List.of(one.getLocalPort(), another.getLocalPort(), third.getLocalPort());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
