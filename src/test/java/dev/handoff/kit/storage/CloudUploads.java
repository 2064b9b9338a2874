package dev.handoff.kit.storage;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.zip.GZIPInputStream;

/** The uploads that {@link CloudStorageServer} takes in. */
final class CloudUploads {

    /** After how many bytes the next upload breaks. */
    volatile long breaksAfter = Long.MAX_VALUE;

    /** Changes a byte of the next upload. */
    volatile boolean spoils;

    /** How many bytes of content have come, those that came again counted again. */
    volatile long received;

    /** What the latest upload says of its content. */
    volatile String contentType;

    private record Upload(String bucket, String name, Path content, String crc32c) {}

    private final ObjectMapper json = new ObjectMapper();
    private final Map<String, Upload> open = new ConcurrentHashMap<>();
    private final CloudBuckets buckets;
    private final Path folder;

    CloudUploads(CloudBuckets buckets, Path folder) {
        this.buckets = buckets;
        this.folder = folder;
    }

    void serve(HttpExchange exchange, String bucket, Map<String, String> query, String address) throws IOException {
        if (exchange.getRequestMethod().equals("PUT")) {
            goOn(exchange, query.get("upload_id"));
        } else if (query.get("uploadType").equals("resumable")) {
            begin(exchange, bucket, address);
        } else {
            takeParts(exchange, bucket);
        }
    }

    private void begin(HttpExchange exchange, String bucket, String address) throws IOException {
        var wanted = json.readTree(exchange.getRequestBody());
        contentType = exchange.getRequestHeaders().getFirst("X-Upload-Content-Type");
        var id = UUID.randomUUID().toString();
        var content = Files.createFile(folder.resolve("upload-" + id));
        open.put(
                id,
                new Upload(
                        bucket,
                        wanted.path("name").asText(),
                        content,
                        wanted.path("crc32c").asText(null)));
        exchange.getResponseHeaders()
                .set(
                        "Location",
                        address + "/upload/storage/v1/b/" + bucket + "/o?uploadType=resumable&upload_id=" + id);
        exchange.sendResponseHeaders(200, -1);
    }

    private void goOn(HttpExchange exchange, String id) throws IOException {
        var upload = open.get(id);
        if (upload == null) {
            CloudStorageServer.error(exchange, 404, "no such upload");
            return;
        }
        var range = exchange.getRequestHeaders().getFirst("Content-Range");
        // Otherwise the question how far the upload has come.
        if (!range.startsWith("bytes *")) {
            long from = Long.parseLong(range.replaceAll("bytes (\\d+)-.*", "$1"));
            if (from != Files.size(upload.content())) {
                CloudStorageServer.error(exchange, 503, "Invalid request. Content-Range runs ahead or behind.");
                return;
            }
            if (!append(exchange.getRequestBody(), upload.content())) {
                // Closed without an answer, as by a network that breaks.
                return;
            }
            if (Files.size(upload.content()) == Long.parseLong(range.substring(range.indexOf('/') + 1))) {
                buckets.finish(exchange, upload.bucket(), upload.name(), upload.content(), upload.crc32c());
                open.remove(id);
                return;
            }
        }
        long size = Files.size(upload.content());
        if (size > 0) {
            exchange.getResponseHeaders().set("Range", "bytes=0-" + (size - 1));
        }
        exchange.sendResponseHeaders(308, -1);
    }

    /** False if the upload broke. */
    private boolean append(InputStream from, Path content) throws IOException {
        long most = breaksAfter;
        breaksAfter = Long.MAX_VALUE;
        try (var to = Files.newOutputStream(content, StandardOpenOption.APPEND)) {
            var buffer = new byte[1 << 16];
            for (int read = from.read(buffer); read >= 0; read = from.read(buffer)) {
                if (spoils) {
                    spoils = false;
                    buffer[0] ^= 1;
                }
                to.write(buffer, 0, read);
                received += read;
                most -= read;
                if (most <= 0) {
                    return false;
                }
            }
        }
        return true;
    }

    /** Two parts, metadata and content, in a body that is small. */
    private void takeParts(HttpExchange exchange, String bucket) throws IOException {
        boolean packed = "gzip".equals(exchange.getRequestHeaders().getFirst("Content-Encoding"));
        var sent = packed ? new GZIPInputStream(exchange.getRequestBody()) : exchange.getRequestBody();
        var body = new String(sent.readAllBytes(), StandardCharsets.ISO_8859_1);
        var boundary =
                exchange.getRequestHeaders().getFirst("Content-Type").replaceAll(".*boundary=\"?([^\";]+)\"?.*", "$1");
        var parts = body.split("\r?\n?--" + boundary);
        var wanted = json.readTree(content(parts[1]).getBytes(StandardCharsets.ISO_8859_1));
        var file = Files.write(
                folder.resolve("parts-" + UUID.randomUUID()), content(parts[2]).getBytes(StandardCharsets.ISO_8859_1));
        buckets.finish(
                exchange,
                bucket,
                wanted.path("name").asText(),
                file,
                wanted.path("crc32c").asText(null));
    }

    private static String content(String part) {
        return part.substring(part.indexOf("\r\n\r\n") + 4);
    }
}
