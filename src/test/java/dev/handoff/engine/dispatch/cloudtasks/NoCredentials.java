package dev.handoff.engine.dispatch.cloudtasks;

import com.google.cloud.tasks.v2.CloudTasksClient;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Alternative;
import java.io.IOException;

/** A machine where Google's client finds no account. */
@Alternative
@ApplicationScoped
public class NoCredentials implements Clients {

    @Override
    public CloudTasksClient open() throws IOException {
        throw new IOException("Your default credentials were not found");
    }
}
