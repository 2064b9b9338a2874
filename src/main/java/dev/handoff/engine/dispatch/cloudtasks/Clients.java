package dev.handoff.engine.dispatch.cloudtasks;

import com.google.cloud.tasks.v2.CloudTasksClient;
import java.io.IOException;

/** Makes the client of the service. */
interface Clients {

    /** Blocks until the credentials are found; connects at the first call only. */
    CloudTasksClient open() throws IOException;
}
