package dev.handoff.edge.page;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.zip.Deflater;
import java.util.zip.GZIPOutputStream;

/**
 * The page's files, compressed once. Which ones there are stands in {@code index.html}, which names them all so that the browser
 * fetches them at once; nothing else can be fetched.
 *
 * @param version changes with any of them
 */
record Bundle(String version, Asset index, Map<String, Asset> assets) {

    private static final String FOLDER = "/page/";
    private static final String INDEX = "index.html";
    private static final Pattern REFERENCE = Pattern.compile("page/VERSION/([a-z/-]+\\.(?:js|css|svg))");
    private static final int VERSION_LENGTH = 16;

    /** A file as it is sent. */
    record Asset(String type, byte[] plain, byte[] compressed) {

        private static Asset of(String name, byte[] content) {
            var type =
                    switch (name.substring(name.lastIndexOf('.') + 1)) {
                        case "js" -> "text/javascript";
                        case "css" -> "text/css";
                        case "svg" -> "image/svg+xml";
                        default -> "text/html";
                    };
            return new Asset(type + ";charset=utf-8", content, compress(content));
        }
    }

    /**
     * What the page is told with its first file, since it asks for nothing before it knows.
     *
     * @param provider whether people may log in at one
     */
    static Bundle load(PageConfig.Mode mode, boolean provider) {
        var template = new String(read(INDEX), StandardCharsets.UTF_8)
                .replace("MODE", mode.name())
                .replace("PROVIDER", Boolean.toString(provider));
        var files = new TreeMap<String, byte[]>();
        REFERENCE
                .matcher(template)
                .results()
                .map(MatchResult::group)
                .map(reference -> reference.substring(reference.indexOf("VERSION/") + "VERSION/".length()))
                .forEach(name -> files.put(name, read(name)));
        var version = version(template, files);
        var assets = new TreeMap<String, Asset>();
        files.forEach((name, content) -> assets.put(name, Asset.of(name, content)));
        var index = template.replace("VERSION", version).getBytes(StandardCharsets.UTF_8);
        return new Bundle(version, Asset.of(INDEX, index), Map.copyOf(assets));
    }

    Optional<Asset> asset(String version, String name) {
        return this.version.equals(version) ? Optional.ofNullable(assets.get(name)) : Optional.empty();
    }

    private static String version(String template, TreeMap<String, byte[]> files) {
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            digest.update(template.getBytes(StandardCharsets.UTF_8));
            files.forEach((name, content) -> {
                digest.update(name.getBytes(StandardCharsets.UTF_8));
                digest.update(content);
            });
            return HexFormat.of().formatHex(digest.digest()).substring(0, VERSION_LENGTH);
        } catch (NoSuchAlgorithmException everyJdkHasIt) {
            throw new IllegalStateException(everyJdkHasIt);
        }
    }

    private static byte[] read(String name) {
        try (var file = Bundle.class.getResourceAsStream(FOLDER + name)) {
            if (file == null) {
                throw new IllegalStateException("the page names " + name + ", which is not in " + FOLDER);
            }
            return file.readAllBytes();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static byte[] compress(byte[] content) {
        var compressed = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(compressed) {
            {
                def.setLevel(Deflater.BEST_COMPRESSION);
            }
        }) {
            gzip.write(content);
        } catch (IOException inMemory) {
            throw new UncheckedIOException(inMemory);
        }
        return compressed.toByteArray();
    }
}
