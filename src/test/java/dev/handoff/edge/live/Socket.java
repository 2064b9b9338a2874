package dev.handoff.edge.live;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.restassured.RestAssured;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/** A client's end of the WebSocket. */
public final class Socket implements WebSocket.Listener, AutoCloseable {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final long PATIENCE_SECONDS = 20;

    private final HttpClient client = HttpClient.newHttpClient();
    private final BlockingQueue<JsonNode> messages = new LinkedBlockingQueue<>();
    private final CompletableFuture<Integer> closed = new CompletableFuture<>();
    private final StringBuilder parts = new StringBuilder();
    private final boolean reads;
    private WebSocket socket;

    private Socket(boolean reads) {
        this.reads = reads;
    }

    static Socket open(String... protocols) throws Exception {
        return new Socket(true).connect(client -> client, protocols);
    }

    /** At a server in a process of its own. */
    public static Socket at(String address) throws Exception {
        return new Socket(true).connect(address.replaceFirst("^http", "ws"), client -> client);
    }

    /** With a key of the API, as programs bring it. */
    static Socket withKey(String key) throws Exception {
        return new Socket(true).connect(client -> client.header("Authorization", "Bearer " + key));
    }

    static Socket ofOrigin(String origin) throws Exception {
        return new Socket(true).connect(client -> client.header("Origin", origin));
    }

    /** One that takes nothing until it is told to. */
    static Socket lazy() throws Exception {
        return new Socket(false).connect(client -> client);
    }

    private Socket connect(UnaryOperator<WebSocket.Builder> more, String... protocols) throws Exception {
        return connect("ws://localhost:" + RestAssured.port, more, protocols);
    }

    private Socket connect(String address, UnaryOperator<WebSocket.Builder> more, String... protocols)
            throws Exception {
        var builder = more.apply(client.newWebSocketBuilder());
        if (protocols.length > 0) {
            builder.subprotocols(protocols[0], Arrays.copyOfRange(protocols, 1, protocols.length));
        }
        socket = builder.buildAsync(URI.create(address + "/api/live"), this).get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        return this;
    }

    String protocol() {
        return socket.getSubprotocol();
    }

    public Socket send(String message) {
        socket.sendText(message, true).join();
        return this;
    }

    void sendBytes(byte[] bytes) {
        socket.sendBinary(ByteBuffer.wrap(bytes), true);
    }

    void readOne() {
        socket.request(1);
    }

    void readAll() {
        socket.request(Long.MAX_VALUE);
    }

    public JsonNode next() throws InterruptedException {
        var message = messages.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
        assertThat(message).as("a message; closed with %s", closed).isNotNull();
        return message;
    }

    /** Reads up to a message that is meant, which is the last of these. */
    public List<JsonNode> until(Predicate<JsonNode> meant) throws InterruptedException {
        var heard = new ArrayList<JsonNode>();
        do {
            heard.add(next());
        } while (!meant.test(heard.getLast()));
        return heard;
    }

    public List<JsonNode> untilType(String type) throws InterruptedException {
        return until(it -> it.path("type").asText().equals(type));
    }

    /** The answer to the last message. */
    public JsonNode answer() throws InterruptedException {
        return until(it -> it.has("op")).getLast();
    }

    /** What had come when the connection broke. */
    public List<JsonNode> rest() throws Exception {
        try {
            closed.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException broken) {
            // As it should be.
        }
        var rest = new ArrayList<JsonNode>();
        messages.drainTo(rest);
        return rest;
    }

    /** Empty while it is open. */
    public Optional<Integer> closedWith() {
        return Optional.ofNullable(closed.getNow(null));
    }

    public int closeCode() throws Exception {
        return closed.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    }

    @Override
    public void onOpen(WebSocket opened) {
        if (reads) {
            opened.request(Long.MAX_VALUE);
        }
    }

    @Override
    public CompletionStage<?> onText(WebSocket from, CharSequence text, boolean last) {
        parts.append(text);
        if (last) {
            try {
                messages.add(JSON.readTree(parts.toString()));
            } catch (JsonProcessingException broken) {
                closed.completeExceptionally(broken);
            }
            parts.setLength(0);
        }
        return null;
    }

    @Override
    public CompletionStage<?> onClose(WebSocket from, int code, String reason) {
        closed.complete(code);
        return null;
    }

    @Override
    public void onError(WebSocket from, Throwable failure) {
        closed.completeExceptionally(failure);
    }

    @Override
    public void close() {
        socket.abort();
        client.shutdownNow();
    }
}
