package dev.handoff.kit.nats;

import dev.handoff.kit.net.CertifiedName;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The servers of one cluster.
 *
 * @param setting the variable that names them, for what is said about them
 * @param urls as they are written there; empty if NATS is not to be used
 */
public record NatsServers(String setting, List<String> urls) {

    private static final String TLS = "tls";
    private static final Set<String> SCHEMES = Set.of("nats", TLS);
    private static final String PLAIN = "nats://";
    private static final String REMEDY = "; write it like nats://host:4222 or tls://user:password@host:4222";

    public NatsServers {
        urls = urls.stream()
                .map(String::strip)
                .filter(url -> !url.isEmpty())
                .map(url -> url.contains("://") ? url : PLAIN + url)
                .toList();
    }

    boolean talkTls() {
        return urls.stream().anyMatch(url -> url.startsWith(TLS + "://"));
    }

    /** The first thing that is wrong with them, with its remedy. */
    Optional<String> fault() {
        return urls.stream().flatMap(url -> fault(url).stream()).findFirst();
    }

    private Optional<String> fault(String url) {
        URI uri;
        try {
            uri = URI.create(url);
        } catch (IllegalArgumentException malformed) {
            // What can't be read can't be shown without the password that may be in it.
            return Optional.of(setting + " has an address that can't be read" + REMEDY);
        }
        if (!SCHEMES.contains(uri.getScheme())) {
            return Optional.of(setting + " has an address that begins with " + uri.getScheme() + "://" + REMEDY);
        }
        if (uri.getHost() == null) {
            return Optional.of(setting + " has an address without a host" + REMEDY);
        }
        return uri.getScheme().equals(TLS)
                ? CertifiedName.fault(uri.getHost()).map(fault -> setting + " " + fault)
                : Optional.empty();
    }

    /** For people, without logins. */
    @Override
    public String toString() {
        return urls.stream().map(url -> url.replaceFirst("//.*@", "//")).collect(Collectors.joining(","));
    }
}
