package dev.handoff.kit.storage;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicLong;

/** The objects of {@link CloudStorageServer}. */
final class CloudBuckets {

    private static final int PAGE = 2;

    /** Changes a byte of what is sent for the next time. */
    volatile boolean spoils;

    private record Stored(Path file, long generation, String crc32c) {}

    private final ObjectMapper json = new ObjectMapper();
    private final Path folder;
    private final Set<String> names;
    private final NavigableMap<String, Stored> objects = new ConcurrentSkipListMap<>();
    private final AtomicLong generations = new AtomicLong();

    CloudBuckets(Path folder, String... names) {
        this.folder = folder;
        this.names = Set.of(names);
    }

    boolean has(String bucket) {
        return names.contains(bucket);
    }

    /** Makes the object, unless its bytes are not those that were promised. */
    void finish(HttpExchange exchange, String bucket, String name, Path content, String promised) throws IOException {
        var crc32c = Crc32c.of(content);
        if (promised != null && !promised.equals(crc32c)) {
            CloudStorageServer.error(
                    exchange,
                    400,
                    "Provided CRC32C '" + promised + "' doesn't match calculated CRC32C '" + crc32c + "'.");
            return;
        }
        long generation = generations.incrementAndGet();
        var kept = folder.resolve("object-" + generation);
        Files.move(content, kept, StandardCopyOption.ATOMIC_MOVE);
        objects.put(bucket + "/" + name, new Stored(kept, generation, crc32c));
        CloudStorageServer.json(exchange, 200, describe(bucket + "/" + name));
    }

    void serve(HttpExchange exchange, String bucket, String name, Map<String, String> query) throws IOException {
        var key = bucket + "/" + name;
        var stored = objects.get(key);
        var generation = query.get("generation");
        if (stored == null || generation != null && Long.parseLong(generation) != stored.generation()) {
            CloudStorageServer.error(exchange, 404, "No such object: " + bucket);
        } else if (exchange.getRequestMethod().equals("DELETE")) {
            objects.remove(key);
            exchange.sendResponseHeaders(204, -1);
        } else if ("media".equals(query.get("alt"))) {
            send(exchange, stored);
        } else {
            CloudStorageServer.json(exchange, 200, describe(key));
        }
    }

    void list(HttpExchange exchange, String bucket, Map<String, String> query) throws IOException {
        var prefix = bucket + "/" + query.getOrDefault("prefix", "");
        var from = query.getOrDefault("pageToken", prefix);
        var found = objects.tailMap(from, true).keySet().stream()
                .takeWhile(key -> key.startsWith(prefix))
                .limit(PAGE + 1)
                .toList();
        var answer = json.createObjectNode();
        var items = answer.putArray("items");
        for (var key : found.subList(0, Math.min(PAGE, found.size()))) {
            items.add(json.readTree(describe(key)));
        }
        if (found.size() > PAGE) {
            answer.put("nextPageToken", found.getLast());
        }
        CloudStorageServer.json(exchange, 200, answer.toString());
    }

    private void send(HttpExchange exchange, Stored stored) throws IOException {
        long size = Files.size(stored.file());
        var range = exchange.getRequestHeaders().getFirst("Range");
        long from = range == null ? 0 : Long.parseLong(range.replaceAll("bytes=(\\d+)-.*", "$1"));
        exchange.getResponseHeaders().set("x-goog-generation", String.valueOf(stored.generation()));
        if (from > 0) {
            exchange.getResponseHeaders().set("Content-Range", "bytes " + from + "-" + (size - 1) + "/" + size);
        }
        exchange.sendResponseHeaders(from > 0 ? 206 : 200, size == 0 ? -1 : size - from);
        try (var content = Files.newInputStream(stored.file())) {
            content.skipNBytes(from);
            if (spoils) {
                spoils = false;
                exchange.getResponseBody().write(content.read() ^ 1);
            }
            content.transferTo(exchange.getResponseBody());
        }
    }

    private String describe(String key) throws IOException {
        var stored = objects.get(key);
        int slash = key.indexOf('/');
        return json.writeValueAsString(new TreeMap<>(Map.of(
                "bucket", key.substring(0, slash),
                "name", key.substring(slash + 1),
                "generation", String.valueOf(stored.generation()),
                "size", String.valueOf(Files.size(stored.file())),
                "updated", "2026-01-01T00:00:00Z",
                "crc32c", stored.crc32c())));
    }
}
