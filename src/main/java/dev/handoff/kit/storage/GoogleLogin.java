package dev.handoff.kit.storage;

import com.google.auth.oauth2.GoogleCredentials;
import dev.handoff.task.TaskFailure;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.io.IOException;

/** The credentials that Google's own programs would find in this environment. */
@Singleton
public final class GoogleLogin {

    private final Source source;

    /** Where to look. */
    public interface Source {

        /** @throws IOException if there are none */
        GoogleCredentials find() throws IOException;
    }

    @Inject
    public GoogleLogin() {
        this(GoogleCredentials::getApplicationDefault);
    }

    public GoogleLogin(Source source) {
        this.source = source;
    }

    /**
     * Looks for credentials, which may ask the machine's metadata server.
     *
     * @param wanting what needs them, for the message
     * @throws TaskFailure permanent, if there are none
     */
    public GoogleCredentials credentials(String wanting) throws TaskFailure {
        try {
            return source.find();
        } catch (IOException e) {
            throw TaskFailure.permanent(
                    wanting + " need Google credentials and there are none; set GOOGLE_APPLICATION_CREDENTIALS to a key"
                            + " file, or run gcloud auth application-default login",
                    e);
        }
    }
}
