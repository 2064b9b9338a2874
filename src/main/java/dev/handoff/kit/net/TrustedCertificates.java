package dev.handoff.kit.net;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** What TLS trusts. */
public final class TrustedCertificates {

    private TrustedCertificates() {}

    /**
     * TLS that trusts what Java trusts, or only the certificates of a PEM file.
     *
     * @param setting the variable that names the file, for what is said about it
     * @throws IOException if the file can't be used, with its reason
     */
    public static SSLContext context(String setting, Optional<Path> ca) throws IOException {
        try {
            if (ca.isEmpty()) {
                return SSLContext.getDefault();
            }
            var context = SSLContext.getInstance("TLS");
            context.init(null, trusting(ca.get()).getTrustManagers(), null);
            return context;
        } catch (GeneralSecurityException unusable) {
            throw new IOException("TLS can't be set up: " + unusable.getMessage() + "; see " + setting, unusable);
        }
    }

    private static TrustManagerFactory trusting(Path ca) throws IOException, GeneralSecurityException {
        var store = KeyStore.getInstance(KeyStore.getDefaultType());
        store.load(null, null);
        try (var pem = Files.newInputStream(ca)) {
            int number = 0;
            for (var certificate : CertificateFactory.getInstance("X.509").generateCertificates(pem)) {
                store.setCertificateEntry("ca-" + number++, certificate);
            }
        }
        var trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(store);
        return trust;
    }
}
