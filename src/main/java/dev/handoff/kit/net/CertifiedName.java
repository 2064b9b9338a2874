package dev.handoff.kit.net;

import java.util.Optional;

/** Names of hosts by which TLS can tell whose a certificate is. */
public final class CertifiedName {

    private CertifiedName() {}

    /**
     * What is wrong with a host that is to show a certificate of its own. The JDK takes a name with an underscore for none: it
     * neither asks for its certificate nor finds it in one.
     *
     * @return empty if nothing is; else to be read after the name of a setting
     */
    public static Optional<String> fault(String host) {
        return host.contains("_")
                ? Optional.of("names the host " + host
                        + ", whose certificate can't be checked because of its underscore; give"
                        + " it another name for TLS, such as an alias of its container")
                : Optional.empty();
    }
}
