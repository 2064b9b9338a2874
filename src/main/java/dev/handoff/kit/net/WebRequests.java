package dev.handoff.kit.net;

import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.UnknownHostException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;

/** Requests for the JDK's client of HTTP, also to hosts with an underscore. */
public final class WebRequests {

    private static final String FORM = "is no address that starts with http:// or https://";

    private WebRequests() {}

    /** How the host of a name is found. */
    interface Resolver {
        InetAddress resolve(String host) throws UnknownHostException;
    }

    /** A client that can send what {@link #to} begins. */
    public static HttpClient.Builder client() {
        // Requests that go to the address of a host have to name the host. The JDK reads this with its first client,
        // and a
        // native executable forgets what is set while it is built, so this is no static initializer.
        System.setProperty("jdk.httpclient.allowRestrictedHeaders", "host");
        return HttpClient.newBuilder();
    }

    /**
     * Begins a request. A host with an underscore is looked up now.
     *
     * @param url not quoted in any message, since it may hold a password
     * @throws IllegalArgumentException if it can't be asked; says why, to be read after the name of the setting
     * @throws IOException if a host with an underscore can't be found
     */
    public static HttpRequest.Builder to(String url) throws IOException {
        return to(url, InetAddress::getByName);
    }

    static HttpRequest.Builder to(String url, Resolver resolver) throws IOException {
        var uri = uri(url);
        if (uri.getHost() != null) {
            return HttpRequest.newBuilder(uri);
        }
        var authority = Authority.of(uri).orElseThrow(() -> new IllegalArgumentException(FORM));
        if (!"http".equalsIgnoreCase(uri.getScheme())) {
            throw new IllegalArgumentException(
                    CertifiedName.fault(authority.host()).orElse(FORM));
        }
        var colonAndPort = authority.port().stream()
                .mapToObj(port -> ":" + port)
                .findFirst()
                .orElse("");
        return HttpRequest.newBuilder(at(literal(resolver.resolve(authority.host())) + colonAndPort, uri))
                .header("Host", authority.host() + colonAndPort);
    }

    private static URI uri(String url) {
        try {
            var uri = new URI(url);
            if (!"http".equalsIgnoreCase(uri.getScheme()) && !"https".equalsIgnoreCase(uri.getScheme())) {
                throw new IllegalArgumentException(FORM);
            }
            return uri;
        } catch (URISyntaxException quotesTheAddress) {
            throw new IllegalArgumentException(FORM);
        }
    }

    private static URI at(String authority, URI uri) {
        var query = uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery();
        return URI.create("http://" + authority + uri.getRawPath() + query);
    }

    private static String literal(InetAddress address) {
        var text = address.getHostAddress();
        return text.contains(":") ? "[" + text + "]" : text;
    }
}
