package dev.handoff.kit.fetch;

import dev.handoff.task.Invalid;
import dev.handoff.task.TaskFailure;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClientOptions;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Brings images of the web, and looks whether what is called an image is one. */
@Singleton
public final class Images {

    private final FetchConfig config;
    private final Resolver resolver;
    private final PublicInternet internet = new PublicInternet();
    private final Download download;

    @Inject
    public Images(FetchConfig config, Vertx vertx) {
        this(config, vertx, host -> List.of(InetAddress.getAllByName(host)), new HttpClientOptions());
    }

    /** @param options whose certificates to trust, besides the usual */
    Images(FetchConfig config, Vertx vertx, Resolver resolver, HttpClientOptions options) {
        this.config = config;
        this.resolver = resolver;
        this.download = new Download(vertx, options, config.timeout(), mostBytes());
    }

    /**
     * Refuses an address that no attempt will be allowed to ask. Sends nothing over the network.
     *
     * @throws Invalid pointing at {@code /url}, with the remedy
     */
    public void check(String url) {
        address(url);
    }

    /**
     * Brings an image of the web.
     *
     * @throws TaskFailure permanent if the address may not be asked, leads elsewhere, or has no image within the limits
     * @throws IOException if a later attempt may do better
     */
    public Image fetch(String url) throws TaskFailure, IOException, InterruptedException {
        try {
            var address = address(url);
            return image(download.get(address, server(address)), "what " + address.host() + " has there");
        } catch (Invalid e) {
            // Fine when it was submitted: the configuration has changed since.
            throw TaskFailure.permanent(e.getMessage(), e);
        }
    }

    /**
     * Reads an image from a file.
     *
     * @param name of it, for messages
     * @throws TaskFailure permanent if it is no image within the limits
     */
    public Image read(Path file, String name) throws TaskFailure, IOException {
        checkSize(Files.size(file), name);
        return image(Files.readAllBytes(file), name);
    }

    /** @throws TaskFailure permanent if an image may not have so many bytes */
    public void checkSize(long bytes, String name) throws TaskFailure {
        if (bytes > mostBytes()) {
            throw TaskFailure.permanent(name + " has " + bytes + " bytes, the limit is " + mostBytes()
                    + "; handoff.fetch.max-size raises it");
        }
    }

    private WebAddress address(String url) {
        return WebAddress.parse(url, config.trusted().orElse(List.of()));
    }

    /** The one that is asked; no other is, whatever the name leads to a moment later. */
    private InetAddress server(WebAddress address) throws TaskFailure, IOException {
        var found = resolve(address.host());
        if (!address.trusted() && !found.stream().allMatch(internet::has)) {
            throw TaskFailure.permanent(address.host() + " leads to an address that is not public;"
                    + " HANDOFF_FETCH_TRUSTED allows servers of your own");
        }
        return found.getFirst();
    }

    private List<InetAddress> resolve(String host) throws IOException {
        try {
            return resolver.resolve(host);
        } catch (UnknownHostException e) {
            throw new IOException(host + " is not known to the domain name system", e);
        }
    }

    private Image image(byte[] bytes, String name) throws TaskFailure {
        var header = header(bytes, name);
        long pixels = (long) header.width() * header.height();
        if (header.width() < 1 || header.height() < 1) {
            throw TaskFailure.permanent(name + " is a broken image: it has no size");
        }
        if (pixels > config.maxPixels()) {
            throw TaskFailure.permanent(name + " has " + pixels + " pixels, the limit is " + config.maxPixels()
                    + "; handoff.fetch.max-pixels raises it");
        }
        return new Image(bytes, header.mediaType(), header.width(), header.height());
    }

    private static ImageHeader header(byte[] bytes, String name) throws TaskFailure {
        try {
            return ImageHeader.of(bytes)
                    .orElseThrow(() -> TaskFailure.permanent(name + " is no PNG, JPEG, WebP or GIF image"));
        } catch (IndexOutOfBoundsException e) {
            throw TaskFailure.permanent(name + " is a broken image: it ends within its header", e);
        }
    }

    private long mostBytes() {
        return config.maxSize().asLongValue();
    }
}
