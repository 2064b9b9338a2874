package dev.handoff.domain.monitoring;

import dev.handoff.event.Scans.Message;
import dev.handoff.event.Scans.MessageBatch;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/** A hash of a batch's messages. It does not depend on how they were written as JSON. */
final class Digest {

    private final MessageDigest sha256;

    private Digest() {
        try {
            sha256 = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every JDK has SHA-256", impossible);
        }
    }

    static String of(MessageBatch batch) {
        var digest = new Digest();
        batch.messages().forEach(digest::add);
        return HexFormat.of().formatHex(digest.sha256.digest());
    }

    private void add(Message message) {
        var links = Optional.ofNullable(message.links()).orElse(List.of());
        add(message.messageId());
        add(message.authorId());
        add(message.content());
        add(Integer.toString(links.size()));
        links.forEach(this::add);
    }

    /** Each text is preceded by its length, so that two texts never look like other two. */
    private void add(String text) {
        var bytes = text.getBytes(StandardCharsets.UTF_16BE);
        sha256.update(ByteBuffer.allocate(Integer.BYTES).putInt(bytes.length).array());
        sha256.update(bytes);
    }
}
