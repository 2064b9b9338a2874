package dev.handoff.kit.provider;

import com.google.auth.oauth2.GoogleCredentials;
import dev.handoff.kit.storage.GoogleLogin;
import dev.handoff.task.TaskFailure;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;

/** The account in whose name Google's services are asked. Safe to use from several threads. */
public final class GoogleAccount {

    private static final String SCOPE = "https://www.googleapis.com/auth/cloud-platform";

    private final GoogleLogin login;
    private final String wanting;
    private GoogleCredentials credentials;

    /** @param wanting what needs it, for the message */
    public GoogleAccount(GoogleLogin login, String wanting) {
        this.login = login;
        this.wanting = wanting;
    }

    /**
     * Signs a request. Besides the token there is the project to bill, if a person's credentials are used.
     *
     * @return the token, which no message may hold
     * @throws TaskFailure permanent if there is no login
     */
    public String sign(HttpRequest.Builder request, URI address) throws TaskFailure, IOException {
        var signer = credentials();
        signer.getRequestMetadata(address)
                .forEach((header, values) -> values.forEach(value -> request.header(header, value)));
        return signer.getAccessToken().getTokenValue();
    }

    private synchronized GoogleCredentials credentials() throws TaskFailure {
        if (credentials == null) {
            credentials = login.credentials(wanting).createScoped(SCOPE);
        }
        return credentials;
    }
}
